package io.torii.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a backend does with each connection. The connection is closed when it returns. */
@FunctionalInterface
public interface Script {

  void serve(Wire wire) throws IOException;

  /** What is done with each request of a connection that is kept alive. */
  @FunctionalInterface
  interface Answer {
    void to(Seen request, Wire wire) throws IOException;
  }

  /** Reads each request whole and answers it, until the peer closes. */
  static Script each(Answer answer) {
    return wire -> {
      for (Optional<Seen> r = wire.request(); r.isPresent(); r = wire.request()) {
        answer.to(r.get(), wire);
      }
    };
  }

  /**
   * Looks up what to do by the target of each request, whose body is left to read; tests that share
   * a backend put in what they need. 404 where nothing is said.
   */
  static Script byTarget(Map<String, Answer> answers) {
    return wire -> {
      for (Optional<Seen> head = wire.head(); head.isPresent(); head = wire.head()) {
        Answer unknown = (request, to) -> to.answer(404, "nothing here");
        answers.getOrDefault(head.get().target(), unknown).to(head.get(), wire);
      }
    };
  }

  /** 200 with that body, connection kept. */
  static Script ok(String body) {
    return each((request, wire) -> wire.answer(200, body));
  }

  /** 200 whose body is the request's head, an empty line and its body. */
  static Script echo() {
    return each((request, wire) -> wire.answer(200, request.head() + "\r\n\r\n" + request.body()));
  }

  /** The same bytes after each request, connection kept. */
  static Script raw(String response) {
    return each((request, wire) -> wire.send(response));
  }

  /** These bytes after a request, then the connection is closed. */
  static Script rawThenClose(String response) {
    return wire -> {
      if (wire.request().isPresent()) {
        wire.send(response);
      }
    };
  }

  /** Reads a request and closes without a word. */
  static Script cutBeforeStatus() {
    return rawThenClose("");
  }

  /** Reads a request and resets the connection. */
  static Script resetBeforeStatus() {
    return wire -> {
      wire.request();
      wire.reset();
    };
  }

  /** Promises so many bytes of body, sends that body and closes. */
  static Script lying(int promised, String body) {
    return rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: " + promised + "\r\n\r\n" + body);
  }

  /** Reads requests and never answers. */
  static Script silent() {
    return wire -> {
      wire.request();
      wire.untilClosed();
    };
  }

  /** Accepts and reads nothing. */
  static Script deaf() {
    return Wire::stall;
  }

  /** A response whose body comes one character at a time. */
  static Script drip(String body, Duration pause) {
    return each(
        (request, wire) -> {
          wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n");
          for (int i = 0; i < body.length(); i++) {
            wire.pause(pause);
            wire.send(body.substring(i, i + 1));
          }
        });
  }

  /** So many interim responses before the final one. */
  static Script interim(int count, String head) {
    return each(
        (request, wire) -> {
          for (int i = 0; i < count; i++) {
            wire.send(head + "\r\n\r\n");
          }
          wire.answer(200, "final");
        });
  }

  /** Answers so many requests, and closes the idle connection without having said so. */
  static Script closingAfter(int requests, String body) {
    return wire -> {
      for (int i = 0; i < requests && wire.request().isPresent(); i++) {
        wire.answer(200, body);
      }
    };
  }

  /** Sends 100 after each head, and answers after the body. */
  static Script continuing(String body) {
    return wire -> {
      for (Optional<Seen> h = wire.head(); h.isPresent(); h = wire.head()) {
        wire.send("HTTP/1.1 100 Continue\r\n\r\n");
        wire.body(h.get());
        wire.answer(200, body);
      }
    };
  }
}
