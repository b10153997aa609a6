package io.torii.rule.access;

/** What a requirement says (mod_authz_core's authz_status). */
enum Verdict {
  GRANTED,
  DENIED,
  /** Denied as long as nobody knows who the user is: asking for a password could help. */
  DENIED_NO_USER,
  /** Neither: a {@code Require not} that found nothing to object to. */
  NEUTRAL
}
