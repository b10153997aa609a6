package io.torii.rule.condition;

/** An expression that has no value; the message is one sentence for an administrator. */
public final class EvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EvaluationException(String message) {
    super(message, null, false, false);
  }
}
