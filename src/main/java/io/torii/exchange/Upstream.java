package io.torii.exchange;

import io.torii.balancer.Member;
import io.torii.http.Headers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to a member: the one port through which {@code exchange} reaches the network. */
public interface Upstream {

  /**
   * When an exchange with a member that begins now must be over; null if it may last. Name service,
   * the wait for a connection and the handshake count.
   */
  default @Nullable Deadline deadline(Member member) {
    return null;
  }

  /**
   * Sends one request to one member and waits for the head of its final response. Never throws for
   * what goes wrong on the way: that is a {@link Failure}. A pooled connection that turns out to be
   * closed before anything was sent is replaced without a word.
   *
   * @param interim told of each 1xx response that the client should see, in order
   */
  Attempt send(Member member, MemberRequest request, Interim interim);

  /**
   * Whether a member takes a connection for that request, which is not sent, and keeps it for a
   * moment. May block for that moment on top of the connecting: only for members that have failed.
   *
   * @return why not; empty if it can, or if nobody knows
   */
  default Optional<Failure> reach(Member member, MemberRequest request) {
    return Optional.empty();
  }

  /** Hears of interim (1xx) responses other than 101. */
  @FunctionalInterface
  interface Interim {
    void received(int status, Headers headers);
  }
}
