package io.torii.manager;

/** A field's value is not of its kind. */
final class FieldException extends Exception {

  private static final long serialVersionUID = 1L;

  FieldException(String message) {
    super(message);
  }
}
