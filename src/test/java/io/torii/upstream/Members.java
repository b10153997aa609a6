package io.torii.upstream;

import io.torii.balancer.Make;
import io.torii.balancer.Member;
import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.TransportConfig;
import io.torii.directive.Origin;
import io.torii.exchange.Attempt;
import io.torii.exchange.Failure;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.exchange.RequestBody;
import io.torii.http.Headers;
import io.torii.testkit.Backend;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members and requests for the tests of this package, with short time limits. */
final class Members {

  static final Duration TIMEOUT = Duration.ofMillis(1500);

  private Members() {}

  static Member of(Backend backend) {
    return of(backend, PoolConfig.DEFAULT, transport());
  }

  static Member of(Backend backend, PoolConfig pool, TransportConfig transport) {
    return of("http", backend.host(), backend.port(), pool, transport, ProxyTls.DEFAULT);
  }

  static Member secure(Backend backend, ProxyTls tls) {
    return of("https", backend.host(), backend.port(), PoolConfig.DEFAULT, transport(), tls);
  }

  static Member of(
      String scheme,
      String host,
      int port,
      PoolConfig pool,
      TransportConfig transport,
      ProxyTls tls) {
    return Make.target(
        new MemberConfig(
            new MemberUrl(scheme, host, port, ""),
            "",
            "",
            MemberConfig.UNIT_WEIGHT,
            0,
            Set.of(),
            pool,
            transport,
            tls,
            Optional.empty(),
            Optional.empty(),
            new Origin("test", 1)));
  }

  static TransportConfig transport() {
    return transport(TIMEOUT, Optional.empty(), Optional.empty());
  }

  static TransportConfig transport(
      Duration timeout, Optional<Duration> ping, Optional<InetAddress> source) {
    return transport(timeout, Optional.empty(), ping, source);
  }

  /** The usual limits, and one for the whole exchange. */
  static TransportConfig within(Duration deadline) {
    return transport(
        Duration.ofSeconds(30), Optional.of(deadline), Optional.empty(), Optional.empty());
  }

  private static TransportConfig transport(
      Duration timeout,
      Optional<Duration> deadline,
      Optional<Duration> ping,
      Optional<InetAddress> source) {
    return new TransportConfig(
        TIMEOUT,
        timeout,
        deadline,
        Duration.ZERO,
        ping,
        8192,
        1024,
        0,
        true,
        source,
        Optional.empty());
  }

  static PoolConfig pool(int max, int smax, @Nullable Duration ttl, @Nullable Duration acquire) {
    return new PoolConfig(
        0, max, smax, Optional.ofNullable(ttl), Optional.ofNullable(acquire), true);
  }

  static Headers headers(String... namesAndValues) {
    Headers headers = new Headers();
    headers.add("Host", "app.example");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  static MemberRequest get(String target) {
    return request("GET", target, null);
  }

  static MemberRequest post(String body) {
    return request("POST", "/", new Text(body, body.length()));
  }

  static MemberRequest request(String method, String target, @Nullable RequestBody body) {
    return new MemberRequest(method, target, headers(), body, null, false, false, false, false);
  }

  static MemberRequest expecting(String body) {
    return new MemberRequest(
        "POST", "/", headers(), new Text(body, body.length()), null, false, false, true, false);
  }

  static MemberRequest fresh(String target) {
    return new MemberRequest("GET", target, headers(), null, null, true, false, false, false);
  }

  /** As the engine does it: the member's deadline begins now, unless it has begun before. */
  static Attempt send(HttpUpstream upstream, Member member, MemberRequest request) {
    MemberRequest timed =
        request.deadline() == null ? request.within(upstream.deadline(member)) : request;
    return upstream.send(member, timed, (status, headers) -> {});
  }

  static MemberResponse response(HttpUpstream upstream, Member member, MemberRequest request) {
    Attempt attempt = send(upstream, member, request);
    if (attempt instanceof MemberResponse response) {
      return response;
    }
    throw new AssertionError("not a response: " + attempt);
  }

  static Failure failure(HttpUpstream upstream, Member member, MemberRequest request) {
    Attempt attempt = send(upstream, member, request);
    if (attempt instanceof Failure failure) {
      return failure;
    }
    throw new AssertionError("not a failure: " + attempt);
  }

  /** Status and body, with the response closed. */
  static String exchange(HttpUpstream upstream, Member member, MemberRequest request)
      throws IOException {
    MemberResponse response = response(upstream, member, request);
    String body = text(response);
    response.close();
    return response.status() + " " + body;
  }

  static InputStream body(MemberResponse response) {
    return Objects.requireNonNull(response.body());
  }

  static String text(MemberResponse response) throws IOException {
    InputStream body = response.body();
    return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** A body that is there; its length may be a lie, or negative for chunks. */
  record Text(String text, long length) implements RequestBody {

    @Override
    public void writeTo(OutputStream member) throws IOException {
      new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)).transferTo(member);
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }

  /** A body of zeros that is made while it is sent. */
  record Zeros(long size, long length) implements RequestBody {

    @Override
    public void writeTo(OutputStream member) throws IOException {
      byte[] piece = new byte[8192];
      for (long left = size; left > 0; left -= piece.length) {
        member.write(piece, 0, (int) Math.min(piece.length, left));
        member.flush();
      }
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }
}
