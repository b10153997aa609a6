package io.torii.upstream;

import io.torii.config.TransportConfig;
import io.torii.exchange.Attempt;
import io.torii.exchange.Failure;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.RequestBody;
import io.torii.exchange.RequestBody.ClientBodyException;
import io.torii.exchange.Upstream.Interim;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its response on a leased connection. {@link #run} tells the story; whatever goes
 * wrong ends in {@link #run} as a row of the failure table, and breaks the connection.
 */
final class MemberExchange {

  private static final Logger LOG = LoggerFactory.getLogger(MemberExchange.class);

  /** How long an answer may take that came before a write failed: it is there, or it is lost. */
  private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Lease lease;
  private final MemberConnection connection;
  private final MemberRequest request;
  private final String member;
  private final TransportConfig transport;
  private final boolean close;
  private final ResponseHeads heads;
  private long bodySent;
  private @Nullable ResponseHead early;

  MemberExchange(Lease lease, MemberPool pool, MemberRequest request, Interim interim) {
    this.lease = lease;
    this.connection = lease.connection();
    this.request = request;
    this.member = pool.name();
    this.transport = pool.wiring().transport();
    this.close = request.close() || request.http10() || !pool.keeps();
    this.heads =
        new ResponseHeads(connection, member, request, interim, transport.responseFieldSize());
  }

  /** Sends the request and waits for the head of the final response. */
  Attempt run() {
    boolean over = false;
    connection.patience(transport.timeout().toNanos());
    connection.output().reset();
    lease.limit(request.deadline());
    try {
      boolean complete = send();
      ResponseHead head = early;
      Attempt response = respond(head == null ? heads.last() : head, complete);
      over = true;
      return response;
    } catch (ExchangeFailed e) {
      return failure(e.kind(), e.detail());
    } catch (IOException e) {
      return failure(Kind.CLIENT_BODY, "the request's body cannot be stored: " + e);
    } finally {
      if (!over) {
        lease.discard();
      }
    }
  }

  /** Past the deadline, whatever went wrong is its doing. */
  private Failure failure(Kind kind, String detail) {
    if (lease.overdue()) {
      return new Failure(
          Kind.DEADLINE, lease.lateness(), connection.output().flushed(), connection.used());
    }
    boolean reused = connection.used() && (heads.silent() || kind != Kind.NO_RESPONSE);
    return new Failure(kind, detail, connection.output().flushed(), reused);
  }

  /** False if the member answered before it had the whole request. */
  private boolean send() throws IOException {
    RequestBody body = request.body();
    if (body == null) {
      return sendHead(0, true);
    }
    if (request.http10() && body.length() < 0) {
      try (SpooledBody spooled = spool(body)) {
        return send(spooled);
      }
    }
    return send(body);
  }

  private static SpooledBody spool(RequestBody body) throws IOException {
    try {
      return new SpooledBody(body);
    } catch (ClientBodyException e) {
      throw clientFailed(e);
    }
  }

  private boolean send(RequestBody body) throws IOException {
    long length = body.length();
    boolean expects = request.expectContinue() && !request.http10();
    if (!sendHead(length, expects) || (expects && !wanted())) {
      return false;
    }
    BodyWriter writer = new BodyWriter(connection, length, this::speaks);
    try {
      body.writeTo(writer);
      writer.finish(body.trailers());
      return true;
    } catch (ClientBodyException e) {
      throw clientFailed(e);
    } catch (IOException e) {
      return cutShort(writer, e);
    } finally {
      bodySent = writer.sent();
    }
  }

  private boolean cutShort(BodyWriter writer, IOException thrown) throws ExchangeFailed {
    if (writer.stopped()) {
      return false;
    }
    if (writer.broken() != null) {
      lastWords(writer.broken());
      return false;
    }
    if (thrown instanceof ExchangeFailed failed) {
      throw failed;
    }
    throw new ExchangeFailed(Kind.CLIENT_BODY, "the client's body cannot be read: " + thrown);
  }

  private static ExchangeFailed clientFailed(ClientBodyException e) {
    return new ExchangeFailed(e.kind(), String.valueOf(e.getMessage()));
  }

  /** False if the member has given its final response already. */
  private boolean sendHead(long length, boolean flush) throws ExchangeFailed {
    try {
      HeadWriter.write(connection.output(), request, length, close);
      if (flush) {
        connection.output().flush();
      }
      return true;
    } catch (IOException e) {
      lastWords(e);
      return false;
    }
  }

  /** Between two pieces of the body: takes interim responses, and stops at a final one. */
  private boolean speaks() throws ExchangeFailed {
    ResponseHead head = heads.next(Kind.READ_TIMEOUT);
    if (head.interim()) {
      return false;
    }
    early = head;
    return true;
  }

  /** False if the member has given its final response, and does not want the body. */
  private boolean wanted() throws ExchangeFailed {
    early = new Continuation(connection, heads, transport).await();
    return early == null;
  }

  /**
   * Writing has failed. A member that refuses a body answers first and closes then: that answer
   * must reach the client, and is still there to be read.
   */
  private void lastWords(IOException broken) throws ExchangeFailed {
    boolean late = broken instanceof LateException;
    connection.patience(Math.min(LAST_WORDS_NANOS, transport.timeout().toNanos()));
    try {
      if (!late || connection.hasInput()) {
        early = heads.last();
        connection.patience(transport.timeout().toNanos());
        return;
      }
    } catch (ExchangeFailed e) {
      if (e.kind() != Kind.NO_RESPONSE && e.kind() != Kind.READ_TIMEOUT) {
        throw e; // it did answer, badly
      }
    } catch (IOException e) {
      LOG.debug("no last words from {}: {}", member, e.toString());
    }
    if (late) {
      throw new ExchangeFailed(
          Kind.WRITE_TIMEOUT, member + " " + broken.getMessage() + " of the request");
    }
    // On a used connection this is how a member looks that closed it just before we wrote.
    throw new ExchangeFailed(
        connection.used() ? Kind.NO_RESPONSE : Kind.WRITE,
        member + " broke off while it was sent the request: " + broken.getMessage());
  }

  private Attempt respond(ResponseHead head, boolean complete) throws ExchangeFailed {
    if (head.status() == 101) {
      lease.unlimit(); // it may last
      return Received.switched(head, lease);
    }
    Framing framing = Framing.of(head, request.method().equals("HEAD"), member);
    boolean keep = framing.persistent() && complete && !close;
    ResponseBody body = null;
    if (framing.length() == Framing.NO_BODY) {
      lease.release(keep);
    } else if (framing.length() == Framing.CHUNKED) {
      body = new ChunkedBody(lease, member, keep);
    } else if (framing.length() == Framing.UNTIL_CLOSE) {
      body = new ResponseBody.UntilClose(lease, member);
    } else {
      body = new ResponseBody.Fixed(lease, member, keep, framing.length());
    }
    return new Received(head, body, lease, bodySent);
  }
}
