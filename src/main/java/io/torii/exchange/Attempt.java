package io.torii.exchange;

/** What came of sending a request to a member: a response, or a failure. */
public sealed interface Attempt permits MemberResponse, Failure {

  /** The member's, or what the client gets if nobody else can serve the request. */
  int status();

  /** True if it counts as an error: of 5xx, whether the member has said so or has not answered. */
  default boolean isError() {
    return status() >= 500;
  }
}
