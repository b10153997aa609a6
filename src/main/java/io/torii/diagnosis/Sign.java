package io.torii.diagnosis;

/** What a request can show about the member that it was for. */
public enum Sign {
  /** A response came. */
  ANSWERED,
  /** None came, by whosever fault but the client's. */
  FAILED,
  /** None came within {@code timeout} or {@code deadline}, or it was cut by one of them. */
  TIMED_OUT,
  /** No connection became free within {@code acquire}. */
  POOL_FULL,
  /** More requests were under way than {@code max} connections can carry. */
  WAITED,
  /** The client was sent the session's cookie. */
  SESSION_SET,
  /** The session cookie that was sent has another route than the member, or none. */
  OTHER_ROUTE_SET,
  /** The request's session went where it belongs. */
  ROUTED,
  /** It belongs to another member, which could not be used. */
  MOVED,
  /** Its route is nobody's. */
  UNKNOWN_ROUTE,
  /** It had a session cookie in which no route was found. */
  NO_ROUTE,
  /** The Location that the client got is the member's own address. */
  ESCAPED_LOCATION,
  /** The Location leads a client that came by https to us by http. */
  PLAIN_LOCATION,
  /** A cookie was for a path of the member's that is another one here. */
  COOKIE_PATH,
  /** A cookie was for a domain that the client's host is not in. */
  COOKIE_DOMAIN,
  /** A cookie was for https only, and the client came without. */
  COOKIE_SECURE,
  /** A cookie went without Secure to a client that came by https. */
  COOKIE_NOT_SECURE
}
