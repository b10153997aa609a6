package io.torii.exchange;

/** What came of sending a request to a member: a response, or a failure. */
public sealed interface Attempt permits MemberResponse, Failure {}
