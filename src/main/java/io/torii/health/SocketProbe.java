package io.torii.health;

import io.torii.balancer.Member;
import io.torii.config.HealthCheckConfig;
import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyTls;
import io.torii.config.TransportConfig;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks over a fresh connection each, closed afterwards, so that a check sees what a new client
 * would see. Connecting may take the member's {@code connectiontimeout} for each address, the
 * handshake and the exchange its {@code timeout} each. Safe for several threads.
 */
public final class SocketProbe implements Probe {

  private static final Logger LOG = LoggerFactory.getLogger(SocketProbe.class);

  private final Function<Member, SSLSocketFactory> tls;
  private final CheckVerdict verdict;
  private final Set<Tracked> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * A probe.
   *
   * @param tls asked for each check of an https or wss member; it decides about trust
   * @param verdict evaluates hcexpr
   */
  public SocketProbe(Function<Member, SSLSocketFactory> tls, CheckVerdict verdict) {
    this.tls = tls;
    this.verdict = verdict;
  }

  @Override
  public Result check(Member member, HealthCheckConfig check) {
    try (Socket plain =
        Dialer.dial(member.url(), member.config().transport(), () -> new Tracked().track())) {
      Socket socket = member.url().secure() ? handshake(plain, member) : plain;
      return check.method() == Method.TCP
          ? new Result.Passed()
          : judge(exchange(socket, member, check), check);
    } catch (SocketTimeoutException e) {
      return new Result.Failed("did not answer within " + times(member));
    } catch (UnknownHostException e) {
      return new Result.Failed("has no address: " + e.getMessage());
    } catch (SSLException e) {
      return new Result.Failed("TLS handshake failed: " + e.getMessage());
    } catch (IOException e) {
      String message = e.getMessage();
      return new Result.Failed(message == null ? e.getClass().getSimpleName() : message);
    }
  }

  private static String times(Member member) {
    TransportConfig transport = member.config().transport();
    return "connectiontimeout=%dms, timeout=%dms"
        .formatted(transport.connectTimeout().toMillis(), transport.timeout().toMillis());
  }

  private Socket handshake(Socket plain, Member member) throws IOException {
    MemberUrl url = member.url();
    ProxyTls settings = member.config().tls();
    plain.setSoTimeout(Dialer.millis(member.config().transport().timeout()));
    SSLSocket socket =
        (SSLSocket) tls.apply(member).createSocket(plain, url.host(), url.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    if (settings.verify() && settings.checkName()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (!settings.protocols().isEmpty()) {
      parameters.setProtocols(settings.protocols().toArray(String[]::new));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private CheckResponse exchange(Socket socket, Member member, HealthCheckConfig check)
      throws IOException {
    TransportConfig transport = member.config().transport();
    CheckRequest request = CheckRequest.of(member.url(), check);
    DeadlineStream in =
        new DeadlineStream(
            socket, System::nanoTime, System.nanoTime() + transport.timeout().toNanos());
    socket.getOutputStream().write(request.text().getBytes(StandardCharsets.ISO_8859_1));
    return new ResponseReader(new BufferedInputStream(in), transport.responseFieldSize())
        .read(request.hasBody());
  }

  private Result judge(CheckResponse response, HealthCheckConfig check) {
    int status = response.status();
    if (check.expression().isEmpty()) {
      return status < 400 ? new Result.Passed() : new Result.Failed("answered " + status);
    }
    HealthCheckConfig.NamedExpression expression = check.expression().get();
    try {
      return verdict.holds(expression, response)
          ? new Result.Passed()
          : new Result.Failed(
              "answered " + status + ", which hcexpr=" + expression.name() + " does not accept");
    } catch (RuntimeException e) {
      return new Result.Failed("hcexpr=" + expression.name() + " cannot be evaluated: " + e);
    }
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(Tracked::closeQuietly);
  }

  /** A socket that {@link SocketProbe#close()} can break. */
  private final class Tracked extends Socket {

    Tracked track() throws IOException {
      open.add(this);
      if (closed) {
        closeQuietly();
        throw new SocketException("checks are being stopped");
      }
      return this;
    }

    @Override
    public synchronized void close() throws IOException {
      open.remove(this);
      super.close();
    }

    private void closeQuietly() {
      try {
        close();
      } catch (IOException e) {
        LOG.debug("closing the socket of a check: {}", e.toString());
      }
    }
  }
}
