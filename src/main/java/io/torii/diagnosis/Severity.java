package io.torii.diagnosis;

import java.util.Locale;

/** How bad a finding is, the worst first. */
public enum Severity {
  /** Requests fail, or sessions are lost. */
  ERROR,
  /** Some do, or soon will. */
  WARNING,
  /** Worth knowing. */
  INFO,
  /** Looked at, and sound. */
  OK;

  /** As it is shown: in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
