package io.torii.deploy;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import io.torii.testkit.WebSocketServer;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The application of an example: it answers its name, and has what the examples speak of. */
final class ExampleApp implements AutoCloseable {

  private final String name;
  private final Backend backend;
  private volatile boolean healthy = true;

  ExampleApp(String name) {
    this.name = name;
    try {
      this.backend = Backend.start(Script.each(this::answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(Seen request, Wire wire) throws IOException {
    String path = request.target();
    if (path.endsWith("/redirect")) {
      String host = request.header("Host").orElseThrow();
      wire.send(
          "HTTP/1.1 302 Found\r\nLocation: http://%s%s\r\nContent-Length: 0\r\n\r\n"
              .formatted(host, path.replace("/redirect", "/there")));
    } else if (path.endsWith("/login")) {
      wire.send(
          ("HTTP/1.1 200 OK\r\nSet-Cookie: JSESSIONID=1.%s; Path=/app; Domain=app.internal\r\n"
                  + "X-Powered-By: something\r\nContent-Length: 2\r\n\r\nin")
              .formatted(name));
    } else if (path.equals("/health")) {
      wire.answer(healthy ? 200 : 500, "");
    } else if (path.endsWith("/broken")) {
      wire.answer(500, "a stack trace");
    } else if (path.endsWith("/socket")) {
      WebSocketServer.serve(request, wire);
    } else if (path.startsWith("/error-pages/")) {
      wire.answer(200, "the page " + path);
    } else {
      wire.answer(200, name);
    }
  }

  String address() {
    return backend.host() + ":" + backend.port();
  }

  Seen lastRequest() {
    return backend.lastRequest();
  }

  void isHealthy(boolean now) {
    healthy = now;
  }

  /** From now on nobody listens. */
  void stop() {
    try {
      backend.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
