package io.torii.directive.expr;

/** An expression that cannot be read; the message says where and why. */
public final class ExpressionException extends Exception {

  private static final long serialVersionUID = 1L;
  private final int position;

  /**
   * A problem at a place.
   *
   * @param position counted from 1
   */
  public ExpressionException(String message, int position) {
    super(message);
    this.position = position;
  }

  public int position() {
    return position;
  }
}
