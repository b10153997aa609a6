package io.torii.diagnosis;

/** A diagnosis was asked for of a balancer that there is not. */
public final class UnknownBalancerException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnknownBalancerException(String name) {
    super("There is no balancer " + name + ".");
  }
}
