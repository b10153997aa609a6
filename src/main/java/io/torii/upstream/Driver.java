package io.torii.upstream;

import io.torii.config.MemberConfig;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.Upstream.Interim;
import io.torii.http.Headers;
import io.torii.upstream.BodyEntity.EarlyAnswerException;
import io.torii.upstream.Failures.Phase;
import io.torii.upstream.Failures.TooManyInterimException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * One request on one connection, step by step. HttpClient's own executor hides interim responses
 * and early answers, which a proxy has to see.
 */
final class Driver {

  /** httpd gives up at the tenth interim response in a row. */
  private static final int MOST_INTERIM = 9;

  private final MemberConfig member;
  private final MemberRequest request;
  private final HttpHost target;
  private final MemberConnection connection;
  private final Interim interim;
  private final @Nullable BodyEntity body;
  private Phase phase = Phase.SENDING;
  private boolean reused;

  Driver(
      MemberConfig member,
      MemberRequest request,
      HttpHost target,
      MemberConnection connection,
      Interim interim) {
    this.member = member;
    this.request = request;
    this.target = target;
    this.connection = connection;
    this.interim = interim;
    this.body = request.body() == null ? null : new BodyEntity(request.body(), connection);
  }

  Phase phase() {
    return phase;
  }

  boolean reused() {
    return reused;
  }

  long sent() {
    return body == null ? 0 : body.sent();
  }

  /** True if the member has got the request as a whole, so that another can follow. */
  boolean complete() {
    return body == null || body.whole();
  }

  /** Sends the request and reads the head of the final response. */
  ClassicHttpResponse run() throws IOException, HttpException {
    connection.patience(member.transport().timeout());
    reused = connection.markUsed();
    ClassicHttpRequest message = message();
    connection.sendRequestHeader(message);
    if (body != null && request.expectContinue()) {
      ClassicHttpResponse early = awaitContinue();
      if (early != null) {
        return finish(message, early);
      }
    }
    send(message);
    phase = Phase.RECEIVING;
    return finish(message, receive(0));
  }

  private @Nullable ClassicHttpResponse awaitContinue() throws IOException, HttpException {
    phase = Phase.WAITING_FOR_CONTINUE;
    connection.flush();
    Duration patience = member.transport().ping().orElse(member.transport().timeout());
    connection.patience(patience);
    ClassicHttpResponse response = connection.receiveResponseHeader();
    connection.patience(member.transport().timeout());
    if (response.getCode() == 100) {
      phase = Phase.SENDING;
      return null;
    }
    phase = Phase.RECEIVING;
    return response.getCode() < 200 && response.getCode() != 101 ? heard(response, 0) : response;
  }

  private void send(ClassicHttpRequest message) throws IOException, HttpException {
    try {
      if (body != null) {
        connection.sendRequestEntity(message);
      }
      connection.flush();
    } catch (EarlyAnswerException e) {
      // What it has to say is already here.
      return;
    } catch (SocketException e) {
      // A member that refuses a body may close before it has read it: its answer comes first.
      if (body == null || !connection.answersEarly()) {
        throw e;
      }
    }
  }

  private ClassicHttpResponse receive(int heard) throws IOException, HttpException {
    ClassicHttpResponse response = connection.receiveResponseHeader();
    int status = response.getCode();
    return status < 200 && status != 101 ? heard(response, heard) : response;
  }

  private ClassicHttpResponse heard(ClassicHttpResponse response, int before)
      throws IOException, HttpException {
    if (before >= MOST_INTERIM) {
      throw new TooManyInterimException();
    }
    interim.received(response.getCode(), headers(response));
    return receive(before + 1);
  }

  private ClassicHttpResponse finish(ClassicHttpRequest message, ClassicHttpResponse response)
      throws IOException, HttpException {
    int status = response.getCode();
    boolean none =
        message.getMethod().equals("HEAD") || status < 200 || status == 204 || status == 304;
    if (!none) {
      connection.receiveResponseEntity(response);
    }
    return response;
  }

  private ClassicHttpRequest message() {
    BasicClassicHttpRequest message =
        new BasicClassicHttpRequest(request.method(), target, request.target());
    if (request.http10()) {
      message.setVersion(HttpVersion.HTTP_1_0);
    }
    for (Headers.Field field : request.headers()) {
      message.addHeader(field.name(), field.value());
    }
    if (body != null) {
      message.setEntity(body);
      if (body.getContentLength() >= 0) {
        message.addHeader("Content-Length", Long.toString(body.getContentLength()));
      } else {
        message.addHeader("Transfer-Encoding", "chunked");
      }
      if (request.expectContinue()) {
        message.addHeader("Expect", "100-continue");
      }
    }
    if (request.close() || !member.pool().reuse()) {
      message.addHeader("Connection", "close");
    }
    return message;
  }

  static Headers headers(ClassicHttpResponse response) {
    Headers headers = new Headers();
    for (Header header : response.getHeaders()) {
      if (header != ResponseParsers.IGNORED) {
        headers.add(header.getName(), header.getValue() == null ? "" : header.getValue());
      }
    }
    return headers;
  }
}
