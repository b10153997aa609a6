package io.torii.exchange;

import io.torii.balancer.Member;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Hands a member's response on to the client as it arrives. */
public final class Relay {

  private final ReturnedHead head;
  private final Responder responder;
  private final EventLog log;

  public Relay(ReturnedHead head, Responder responder, EventLog log) {
    this.head = head;
    this.responder = responder;
    this.log = log;
  }

  /**
   * Sends the response on, or our own page in its place if ProxyErrorOverride says so.
   *
   * @throws IOException if the client cannot be written to; the member is not blamed for it
   */
  void relay(Exchange exchange, Member member, MemberResponse response) throws IOException {
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
      exchange.start(response.status(), response.status(), headers);
      InputStream body = response.body();
      whole = body == null || copy(exchange, member, headers, body);
    } finally {
      member.addTransferred(response.bytesSent());
      member.addRead(response.bytesRead());
      if (whole) {
        response.close();
      } else {
        response.abandon();
      }
    }
  }

  /** Copies the body; false if the member broke off, and then the client is made to notice. */
  private boolean copy(Exchange exchange, Member member, Headers headers, InputStream body)
      throws IOException {
    OutputStream out = exchange.client().output();
    byte[] buffer = new byte[member.config().transport().ioBufferSize()];
    long length = announcedLength(headers);
    long sent = 0;
    while (true) {
      // Nothing more there yet: what we have, head or body, must not wait for it (event streams,
      // long polls).
      if (sent != length && pauses(body)) {
        out.flush();
      }
      int n;
      try {
        n = body.read(buffer);
      } catch (IOException e) {
        String message = "error reading response from " + member.config().url() + ": " + e;
        if (log.log(LogLevel.ERROR, "proxy_http", exchange.request(), "AH01110", message)) {
          exchange.errorLogged();
        }
        exchange.abort();
        return false;
      }
      if (n < 0) {
        return true;
      }
      out.write(buffer, 0, n);
      exchange.bodySent(n);
      sent += n;
    }
  }

  private static boolean pauses(InputStream body) {
    try {
      return body.available() == 0;
    } catch (IOException e) {
      return false; // reading it will tell
    }
  }

  private static long announcedLength(Headers headers) {
    String value = headers.get("Content-Length");
    try {
      return value == null ? -1 : Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
