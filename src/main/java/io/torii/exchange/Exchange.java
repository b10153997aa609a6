package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.config.RequestSettings;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.ResponseFacts;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request, what was decided about it, and what the client has been answered so far. One thread
 * at a time.
 */
public final class Exchange {

  /** The attribute of a servlet request that has its exchange. */
  public static final String ATTRIBUTE = "io.torii.exchange";

  /** The handler's name for everything that a member answers. */
  public static final String PROXY = "proxy-server";

  private final Request request;
  private final Decision decision;
  private final ClientStream client;
  private final LongSupplier nanoTime;
  private final long started;

  private Exchange original = this;
  private @Nullable Wanted wanted;
  private int originalStatus;
  private int status;
  private Headers responseHeaders = new Headers();
  private @Nullable Headers trailersIn;
  private @Nullable Headers trailersOut;
  private Optional<String> handler = Optional.empty();
  private long bodyBytes;
  private long received;
  private long firstByte;
  private boolean aborted;
  private boolean clientLeft;
  private boolean errorLogged;
  private @Nullable Tunnel tunnel;
  private @Nullable Attempts attempts;

  /**
   * An exchange that has just begun.
   *
   * @param started when the request came in, by {@code nanoTime}
   */
  public Exchange(
      Request request,
      Decision decision,
      ClientStream client,
      LongSupplier nanoTime,
      long started) {
    this.request = request;
    this.decision = decision;
    this.client = client;
    this.nanoTime = nanoTime;
    this.started = started;
  }

  /**
   * An error page in whose place the answer to a request for {@code path} is wanted.
   *
   * @param headers the fields that go with it in either case
   */
  record Wanted(ErrorPage page, String path, Headers headers) {}

  /** The exchange in which this one's error document is fetched. */
  Exchange document(Request forDocument, Decision decided, ClientStream stream) {
    Exchange document = new Exchange(forDocument, decided, stream, nanoTime, started);
    document.original = this;
    return document;
  }

  /** True if this is about an error document: then an error of its own has no page. */
  public boolean isDocument() {
    return original != this;
  }

  /** That of the client's own request: this one, unless it is about an error document. */
  public Exchange original() {
    return original;
  }

  void want(Wanted errorDocument) {
    wanted = errorDocument;
  }

  /** The error document that has been asked for but not been fetched yet. */
  @Nullable Wanted wanted() {
    return wanted;
  }

  boolean answered() {
    return status != 0;
  }

  public Request request() {
    return request;
  }

  public Decision decision() {
    return decision;
  }

  public RequestSettings settings() {
    return decision.settings();
  }

  public ClientStream client() {
    return client;
  }

  public Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - started);
  }

  /** The clock by which it is timed, in nanoseconds. */
  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** A member of that balancer is to serve it. */
  Attempts forwardTo(Balancer balancer) {
    Attempts begun = new Attempts(balancer);
    attempts = begun;
    return begun;
  }

  /** What has been tried so far; null if it goes to no member. */
  public @Nullable Attempts attempts() {
    return attempts;
  }

  /** What conditions and formats may ask about a response with this status and these fields. */
  ResponseFacts facts(int status, Headers headers) {
    return new ResponseFacts(status, headers, elapsed(), handler);
  }

  /** Sends the head to the client; from now on only the body can follow. */
  void start(int original, int status, Headers headers) throws IOException {
    answered(original, status, headers);
    client.head(status, headers);
  }

  /** Notes an answer that somebody else gives, such as the manager. */
  public void answered(int original, int status, Headers headers) {
    this.originalStatus = original;
    this.status = status;
    this.responseHeaders = headers;
    this.firstByte = nanoTime.getAsLong();
  }

  /** It goes on as a tunnel, whose bytes count as those of the two bodies. */
  void start(Headers headers, Tunnel through) throws IOException {
    answered(101, 101, headers);
    tunnel = through;
    through.whenOver(
        () -> {
          bodyReceived(through.fromClient());
          bodySent(through.toClient());
        });
    client.upgrade(headers, through);
  }

  /** True if the client's connection has become a tunnel. */
  public boolean tunnelled() {
    return tunnel != null;
  }

  /** Has something done when it is over: now, unless a tunnel has come of it. */
  public void whenOver(Runnable action) {
    if (tunnel == null) {
      action.run();
    } else {
      tunnel.whenOver(action);
    }
  }

  public void handler(String name) {
    handler = Optional.of(name);
  }

  public void bodySent(long bytes) {
    bodyBytes += bytes;
  }

  long bodySent() {
    return bodyBytes;
  }

  /** Notes how much of the request's body has been read. */
  public void bodyReceived(long bytes) {
    received = bytes;
  }

  /** Notes what stood behind the request's body and goes on. */
  void trailersIn(@Nullable Headers fields) {
    trailersIn = fields;
  }

  /** Notes what goes behind the response's body. */
  void trailersOut(@Nullable Headers fields) {
    trailersOut = fields;
  }

  @Nullable Headers trailersOut() {
    return trailersOut;
  }

  /** The response cannot be whole any more; the client is made to notice. */
  void abort() {
    if (!aborted) {
      aborted = true;
      client.abort();
    }
  }

  boolean aborted() {
    return aborted;
  }

  /**
   * The client went away while it was being answered.
   *
   * @param unheard true if nothing of the answer can have reached it
   */
  void clientLeft(boolean unheard) {
    clientLeft = true;
    if (unheard) {
      status = 0;
      originalStatus = 0;
      bodyBytes = 0;
    }
  }

  /**
   * No answer of ours is possible: one has begun and is cut, or the container has given its own.
   */
  void tooLate() {
    OptionalInt given = client.answered();
    if (given.isPresent()) {
      answered(given.getAsInt(), given.getAsInt(), new Headers());
    } else {
      abort();
    }
  }

  /** A fault of our own has ended it. */
  void broke(boolean begun) {
    if (begun) {
      abort();
    } else {
      answered(500, 500, new Headers());
      bodyBytes = 0;
    }
  }

  void errorLogged() {
    errorLogged = true;
  }

  /** Sums the exchange up when it is over. */
  public Completed completed(boolean keptAlive) {
    int shown = status == 0 ? 499 : status;
    long head = HeadSize.ofResponse(responseHeaders);
    return new Completed(
        request,
        decision,
        attempts,
        originalStatus == 0 ? shown : originalStatus,
        shown,
        responseHeaders,
        trailersIn,
        trailersOut,
        bodyBytes,
        HeadSize.ofRequest(request) + received,
        status == 0 ? 0 : head + bodyBytes,
        elapsed(),
        Duration.ofNanos(status == 0 ? 0 : firstByte - started),
        aborted || clientLeft || status == 0,
        keptAlive,
        handler,
        errorLogged);
  }
}
