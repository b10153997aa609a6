package io.torii.exchange;

import io.torii.config.ServerSettings.BadHeader;
import io.torii.http.Headers;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as a member is to see it.
 *
 * @param method as the client spelled it
 * @param target origin form, byte for byte as it goes on the wire; the member's own path included
 * @param headers in order, {@code Host} among them; without Content-Length and Transfer-Encoding,
 *     which follow from the body. {@code Connection} is the upstream's own to write
 * @param body null if there is none
 * @param serverName the name to ask for in TLS and to find in the certificate; null for the
 *     member's host
 * @param fresh true if no pooled connection may be used
 * @param close true if the connection must not be kept afterwards
 * @param expectContinue true to send the body only after a 100; without {@code ping}, a member that
 *     says nothing gets it after a second
 * @param http10 true to speak HTTP/1.0 ({@code force-proxy-request-1.0})
 * @param badHeader what a malformed line in the response's head means (ProxyBadHeader)
 * @param upgrade the protocol to switch to, which {@code headers} name too; null for none
 * @param deadline when the exchange must be over, repeats included; null if it may last
 */
public record MemberRequest(
    String method,
    String target,
    Headers headers,
    @Nullable RequestBody body,
    @Nullable String serverName,
    boolean fresh,
    boolean close,
    boolean expectContinue,
    boolean http10,
    BadHeader badHeader,
    @Nullable String upgrade,
    @Nullable Deadline deadline) {

  /** With {@code ProxyBadHeader IsError}, the default. */
  public MemberRequest(
      String method,
      String target,
      Headers headers,
      @Nullable RequestBody body,
      @Nullable String serverName,
      boolean fresh,
      boolean close,
      boolean expectContinue,
      boolean http10) {
    this(
        method,
        target,
        headers,
        body,
        serverName,
        fresh,
        close,
        expectContinue,
        http10,
        BadHeader.IS_ERROR);
  }

  /** Of HTTP alone. */
  public MemberRequest(
      String method,
      String target,
      Headers headers,
      @Nullable RequestBody body,
      @Nullable String serverName,
      boolean fresh,
      boolean close,
      boolean expectContinue,
      boolean http10,
      BadHeader badHeader) {
    this(
        method,
        target,
        headers,
        body,
        serverName,
        fresh,
        close,
        expectContinue,
        http10,
        badHeader,
        null,
        null);
  }

  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  /** The same request with no pooled connection allowed. */
  MemberRequest onFreshConnection() {
    return with(headers, true, deadline);
  }

  /** The same request with that long to go. */
  public MemberRequest within(@Nullable Deadline limit) {
    return limit == null ? this : with(headers, fresh, limit);
  }

  /** The same request with that field in place of those of its name. */
  public MemberRequest withField(String name, String value) {
    Headers more = headers.copy();
    more.set(name, value);
    return with(more, fresh, deadline);
  }

  private MemberRequest with(Headers fields, boolean unpooled, @Nullable Deadline limit) {
    return new MemberRequest(
        method,
        target,
        fields,
        body,
        serverName,
        unpooled,
        close,
        expectContinue,
        http10,
        badHeader,
        upgrade,
        limit);
  }

  /**
   * True if sending it a second time does no harm: the method is idempotent (RFC 9110 §9.2.2) and
   * the body, if there is one, is still there.
   */
  boolean mayBeRepeated() {
    return IDEMPOTENT.contains(method) && (body == null || body.repeatable());
  }

  /** True if that stays so however much of the body has been sent by then. */
  public boolean mayAlwaysBeRepeated() {
    return IDEMPOTENT.contains(method) && (body == null || body.staysRepeatable());
  }
}
