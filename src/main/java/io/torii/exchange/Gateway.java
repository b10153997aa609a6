package io.torii.exchange;

/** The way into the product for whoever has a request: the servlet layer. */
public interface Gateway {

  /** Counts a request in and gives it the configuration that holds now. */
  Generation enter();

  /** Counts a request out, whatever became of it. */
  void leave();

  /** Whether a stop is near, and connections should end with the response that is being given. */
  boolean closing();
}
