package io.torii.exchange;

import io.torii.balancer.Member;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Hands a member's response on to the client as it arrives. */
public final class Relay {

  private static final int SHORT_BODY = 1024;

  /** What containers keep to themselves before they send anything; Tomcat's buffer. */
  private static final int HELD_BACK = 8192;

  private static final int END = -1;
  private static final int BROKEN = -2;

  private final ReturnedHead head;
  private final Responder responder;
  private final Tunnels tunnels;
  private final EventLog log;

  public Relay(ReturnedHead head, Responder responder, Tunnels tunnels, EventLog log) {
    this.head = head;
    this.responder = responder;
    this.tunnels = tunnels;
    this.log = log;
  }

  /**
   * Sends the response on, or our own page in its place if ProxyErrorOverride says so.
   *
   * @throws IOException if the client cannot be written to; the member is not blamed for it
   */
  void relay(Exchange exchange, Member member, MemberResponse response) throws IOException {
    MemberStream switched = response.switched();
    if (switched != null) {
      tunnel(exchange, member, response, switched);
      return;
    }
    if (exchange.isDocument() && response.status() / 100 != 2) {
      response.abandon();
      responder.noDocument(exchange, response.status());
      return;
    }
    if (exchange.settings().overrides().covers(response.status())) {
      Headers kept = new Headers();
      if (response.status() == 401) {
        response.headers().all("WWW-Authenticate").forEach(v -> kept.add("WWW-Authenticate", v));
      }
      response.abandon();
      responder.override(exchange, response.status(), kept);
      return;
    }
    boolean whole = false;
    try {
      Headers headers = head.of(exchange, response);
      offerUpgrade(member, response, headers);
      boolean trailing = trail(exchange, response, headers);
      exchange.start(response.status(), response.status(), headers);
      InputStream body = response.body();
      whole = body == null || copy(exchange, member, headers, body);
      if (whole && trailing) {
        exchange.trailersOut(Trailers.ofMember(response, exchange.settings().responseHeaders()));
      }
    } finally {
      member.traffic().addTransferred(response.bytesSent());
      member.traffic().addRead(response.bytesRead());
      if (whole) {
        response.close();
      } else {
        response.abandon();
      }
    }
  }

  /** What a member would switch to, such as in a 426, goes on if it may be asked for here. */
  private static void offerUpgrade(Member member, MemberResponse response, Headers headers) {
    String upgrade = response.headers().joined("Upgrade").orElse("");
    if (!upgrade.isEmpty() && Upgrades.allowed(member.config(), upgrade)) {
      headers.set("Upgrade", upgrade);
      headers.set("Connection", "Upgrade"); // RFC 9110 §7.8: never one without the other
    }
  }

  /** Has what stands behind the member's body sent behind ours, as {@link Trailers} decides. */
  private static boolean trail(Exchange exchange, MemberResponse response, Headers headers) {
    if (response.body() == null || !response.headers().contains("Transfer-Encoding")) {
      return false; // only chunks have any
    }
    String announced =
        Trailers.announced(response.headers(), exchange.settings().responseHeaders());
    boolean trailing =
        (announced != null || Trailers.wanted(exchange.request().headers()))
            && exchange.client().trail(exchange::trailersOut);
    if (trailing && announced != null) {
      headers.set("Trailer", announced);
    }
    return trailing;
  }

  /** Hands on a 101 and everything behind it; over when both sides have ended. */
  private void tunnel(
      Exchange exchange, Member member, MemberResponse response, MemberStream stream)
      throws IOException {
    Headers headers = head.of(exchange, response);
    headers.remove("Content-Length"); // RFC 9110 §15.2: there is no body
    headers.set("Upgrade", response.headers().joined("Upgrade").orElse(""));
    headers.set("Connection", "Upgrade");
    Tunnel tunnel = tunnels.begin(stream, terms(exchange, member));
    tunnel.whenOver(() -> sayIfIdle(exchange, member, tunnel));
    boolean begun = false;
    try {
      exchange.start(headers, tunnel);
      begun = true;
    } finally {
      if (!begun) {
        tunnel.close();
      }
    }
  }

  /** As httpd: the longer one of both sides' time-outs, and halves unless proxy-nohalfclose. */
  private static Tunnel.Terms terms(Exchange exchange, Member member) {
    Duration ours = exchange.request().host().server().timeout();
    Duration members = member.config().transport().timeout();
    return new Tunnel.Terms(
        ours.compareTo(members) > 0 ? ours : members,
        !exchange.request().env().containsKey("proxy-nohalfclose"),
        new Tunnel.Traffic() {
          @Override
          public void toMember(int bytes) {
            member.traffic().addTransferred(bytes);
          }

          @Override
          public void fromMember(int bytes) {
            member.traffic().addRead(bytes);
          }
        });
  }

  private void sayIfIdle(Exchange exchange, Member member, Tunnel tunnel) {
    if (tunnel.idled()) {
      String message =
          "the tunnel to %s is closed: nothing was said for %d ms, see ProxyTimeout and timeout="
              .formatted(member.url(), tunnel.idle().toMillis());
      log.log(LogLevel.INFO, "proxy", exchange.request(), "AH10213", message);
    }
  }

  /** Copies the body; false if the member broke off, and then the client is made to notice. */
  private boolean copy(Exchange exchange, Member member, Headers headers, InputStream body)
      throws IOException {
    OutputStream out = exchange.client().output();
    long length = headers.contentLength();
    byte[] buffer = new byte[bufferSize(member.config().transport().ioBufferSize(), length)];
    long sent = 0;
    boolean flushed = false;
    boolean grown = false;
    try {
      while (true) {
        // Nothing more there yet: what we have, head or body, must not wait for it (event streams,
        // long polls).
        if (sent != length && pauses(body)) {
          out.flush();
          flushed = true;
        }
        int n = read(exchange, member, body, buffer, out);
        if (n < 0) {
          return n == END;
        }
        out.write(buffer, 0, n);
        exchange.bodySent(n);
        sent += n;
        if (n == buffer.length && n < LongBuffers.SIZE && sent != length && LongBuffers.take()) {
          grown = true;
          buffer = new byte[LongBuffers.SIZE]; // the member has more ready than we take at a time
        }
      }
    } catch (IOException e) {
      exchange.clientLeft(!flushed && sent <= HELD_BACK);
      throw e;
    } finally {
      if (grown) {
        LongBuffers.giveBack();
      }
    }
  }

  /** As the stream does; {@link #BROKEN}, and said so, if the member breaks off. */
  private int read(
      Exchange exchange, Member member, InputStream body, byte[] buffer, OutputStream out)
      throws IOException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      String message = "error reading response from " + member.config().url() + ": " + e;
      if (log.log(LogLevel.ERROR, "proxy_http", exchange.request(), "AH01110", message)) {
        exchange.errorLogged();
      }
      Attempts attempts = exchange.attempts();
      if (attempts != null && e instanceof SocketTimeoutException) {
        attempts.late(String.valueOf(e.getMessage()));
      }
      try {
        out.flush(); // what has come goes on, for the cut to be seen behind it
      } finally {
        exchange.abort();
      }
      return BROKEN;
    }
  }

  /** ProxyIOBufferSize; less for a body that is known to be short. */
  private static int bufferSize(int configured, long length) {
    return length < 0 ? configured : (int) Math.min(configured, Math.max(SHORT_BODY, length));
  }

  private static boolean pauses(InputStream body) {
    try {
      return body.available() == 0;
    } catch (IOException e) {
      return false; // reading it will tell
    }
  }
}
