package io.torii.diagnosis;

import io.torii.config.MemberUrl;
import io.torii.config.ProxyConfig;
import io.torii.config.ProxyTls;
import io.torii.config.TransportConfig;
import io.torii.diagnosis.Visit.Answered;
import io.torii.diagnosis.Visit.NoAddress;
import io.torii.diagnosis.Visit.NoAnswer;
import io.torii.diagnosis.Visit.NoConnection;
import io.torii.diagnosis.Visit.NoTls;
import io.torii.diagnosis.Visit.OtherProtocol;
import io.torii.diagnosis.Visit.Outcome;
import io.torii.health.DeadlineStream;
import io.torii.health.Dialer;
import io.torii.health.ResponseReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Goes to a member as a request would, over a connection of its own each time, and notes how far it
 * came. Sends nothing but GETs without a body. All of its visits together have one time limit; one
 * thread at a time, but {@link #close} may come from another.
 */
final class Visitor implements AutoCloseable {

  /** For the member's log. */
  static final String USER_AGENT = "Torii-Diagnosis";

  private final ProxyConfig config;
  private final Scene.Secure tls;
  private final Optional<Traffic> traffic;
  private final Clock clock;
  private final NameService names;
  private final long deadline;
  private final AtomicReference<@Nullable Socket> open = new AtomicReference<>();
  private volatile boolean closed;

  /** Looks names up. */
  @FunctionalInterface
  interface NameService {

    /**
     * The addresses of a host, at least one.
     *
     * @param most how long it may take
     * @throws UnknownHostException if there are none, or none in time
     */
    List<InetAddress> addresses(String host, Duration most) throws UnknownHostException;
  }

  Visitor(Scene scene, NameService names, Duration limit) {
    this.config = scene.config();
    this.tls = scene.tls();
    this.traffic = scene.traffic();
    this.clock = scene.clock();
    this.names = names;
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /** The configuration in which the members stand. */
  ProxyConfig config() {
    return config;
  }

  /** Whether requests have lately found something at a member on that way. */
  boolean found(Approach approach) {
    Passing passing = approach.passing();
    return passing != null
        && traffic.filter(t -> t.found(approach.member(), passing.rule())).isPresent();
  }

  Instant now() {
    return clock.instant();
  }

  /** One GET. */
  Visit visit(Approach approach) {
    MemberUrl url = approach.member().url();
    if (!url.secure()) {
      Outcome outcome = plain(approach);
      boolean odd =
          outcome instanceof NoAnswer
              || (outcome instanceof Answered a && a.response().status() == 400);
      return new Visit(approach, odd ? unlessTls(approach, outcome) : outcome, List.of());
    }
    Visit visit = secured(approach, approach.member().config().tls());
    if (!(visit.outcome() instanceof NoTls no)) {
      return visit;
    }
    if (Certificates.atFault(no.failure())) {
      return new Visit(approach, no, shown(approach));
    }
    return plain(approach) instanceof Answered answered
        ? new Visit(
            approach,
            new OtherProtocol(false, "without TLS, " + Visit.text(approach, answered)),
            List.of())
        : visit;
  }

  private Outcome unlessTls(Approach approach, Outcome outcome) {
    List<X509Certificate> shown = shown(approach);
    return shown.isEmpty()
        ? outcome
        : new OtherProtocol(true, "it shows a certificate for " + Certificates.names(shown.get(0)));
  }

  /** The certificates that it shows to whoever asks, whom nobody need trust; nothing is sent. */
  private List<X509Certificate> shown(Approach approach) {
    ProxyTls own = approach.member().config().tls();
    ProxyTls trusting =
        new ProxyTls(false, false, false, own.caFile(), own.machineCertificate(), own.protocols());
    try (Socket socket = connect(approach)) {
      return Certificates.of(handshake(approach, trusting, socket).getSession());
    } catch (IOException e) {
      return List.of();
    }
  }

  private Outcome plain(Approach approach) {
    long began = System.nanoTime();
    try (Socket socket = connect(approach)) {
      return exchange(approach, socket);
    } catch (IOException e) {
      return unconnected(approach, e, began);
    }
  }

  private Visit secured(Approach approach, ProxyTls settings) {
    long began = System.nanoTime();
    Socket plain;
    try {
      plain = connect(approach);
    } catch (IOException e) {
      return new Visit(approach, unconnected(approach, e, began), List.of());
    }
    try (plain) {
      SSLSocket socket = handshake(approach, settings, plain);
      return new Visit(approach, exchange(approach, socket), Certificates.of(socket.getSession()));
    } catch (IOException e) {
      return new Visit(approach, new NoTls(e), List.of());
    }
  }

  private static Outcome unconnected(Approach approach, IOException failure, long began) {
    if (failure instanceof UnknownHostException) {
      return new NoAddress(String.valueOf(failure.getMessage()));
    }
    String where = SelfReference.place(approach.member().url());
    return new NoConnection(
        failure instanceof SocketTimeoutException,
        where,
        String.valueOf(failure.getMessage()),
        since(began));
  }

  private Socket connect(Approach approach) throws IOException {
    MemberUrl url = approach.member().url();
    TransportConfig transport = approach.member().config().transport();
    List<InetAddress> addresses = names.addresses(url.host(), left());
    Duration share = left().dividedBy(addresses.size());
    Duration each =
        share.compareTo(transport.connectTimeout()) < 0 ? share : transport.connectTimeout();
    return Dialer.dial(addresses, url.port(), transport, each, this::socket);
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket();
    open.set(socket);
    if (closed) {
      throw new SocketException("the time is up");
    }
    return socket;
  }

  private SSLSocket handshake(Approach approach, ProxyTls settings, Socket plain)
      throws IOException {
    // A server without TLS may wait for more; then there must be time to find out that it is one.
    plain.setSoTimeout((int) Math.max(1, left().toMillis() / 2));
    SSLSocket socket =
        tls.over(settings, plain, approach.serverName(), approach.member().url().port());
    socket.startHandshake();
    return socket;
  }

  /** Never fails: that is an outcome, too. */
  private Outcome exchange(Approach approach, Socket socket) {
    TransportConfig transport = approach.member().config().transport();
    long began = System.nanoTime();
    long until = Math.min(deadline, began + transport.timeout().toNanos());
    try {
      DeadlineStream in = new DeadlineStream(socket, System::nanoTime, until);
      socket.getOutputStream().write(request(approach));
      ResponseReader reader =
          new ResponseReader(new BufferedInputStream(in), transport.responseFieldSize());
      return new Answered(reader.read(false), clock.instant(), since(began));
    } catch (IOException e) {
      return new NoAnswer(e, since(began));
    }
  }

  private static byte[] request(Approach approach) {
    List<String> lines = new ArrayList<>();
    lines.add("GET " + approach.path() + " HTTP/1.1");
    lines.add("Host: " + approach.host());
    lines.add("User-Agent: " + USER_AGENT);
    lines.add("Accept: */*");
    lines.addAll(approach.forwarded());
    lines.add("Connection: close");
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What is left of the time. */
  private Duration left() throws SocketTimeoutException {
    long nanos = deadline - System.nanoTime();
    if (nanos <= 0 || closed) {
      throw new SocketTimeoutException("the time is up");
    }
    return Duration.ofNanos(nanos);
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    closed = true;
    Socket socket = open.get();
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is not used any more in any case
      }
    }
  }
}
