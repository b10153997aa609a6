package io.torii.faults;

import java.io.Closeable;

/** One fault with everything it needs: its own balancer, and its own members. */
interface Case extends Closeable {

  String name();

  /** The balancer and the rule. */
  String directives();

  /** Lets it happen, and checks what comes of it. */
  void run(Stage stage) throws Exception;
}
