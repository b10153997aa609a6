package io.torii.diagnosis;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests through a whole gate, to members on real sockets. */
@Timeout(60)
abstract class TrafficTests {

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  final void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  /** A member that answers / plainly, and everything else with these fields. */
  final Backend member(int status, String... fields) throws Exception {
    return member(
        Script.each(
            (request, wire) -> {
              String head = request.target().equals("/") ? "" : String.join("\r\n", fields);
              int code = head.isEmpty() ? 200 : status;
              wire.send(
                  "HTTP/1.1 "
                      + code
                      + " X\r\n"
                      + head.replace("SELF", request.header("Host").orElseThrow())
                      + (head.isEmpty() ? "" : "\r\n")
                      + "Content-Length: 0\r\n\r\n");
            }));
  }

  final Backend member(Script script) throws Exception {
    Backend backend = Backend.start(script);
    open.add(backend);
    return backend;
  }

  final Running running(String... lines) throws Exception {
    Running running = Running.with(folder, lines);
    open.add(running);
    return running;
  }

  /** One sticky member of route a. */
  final Running sticky(Backend backend) throws Exception {
    return running(
        "<Proxy balancer://c>",
        "BalancerMember " + backend.url() + " route=a",
        "ProxySet stickysession=JSESSIONID|jsessionid",
        "</Proxy>",
        "ProxyPass / balancer://c/",
        "ProxyPassReverse / balancer://c/");
  }
}
