package io.torii.faults;

import io.torii.testkit.RawClient;
import java.io.BufferedInputStream;
import java.io.IOException;

/**
 * A client's well-formed request.
 *
 * @param body its length in bytes; negative for none
 * @param fields further fields, each with its line end
 */
record Ask(String method, int body, boolean chunked, String fields) {

  static final Ask GET = new Ask("GET", -1, false, "");

  /** What is sent at once, and not beside the reading of an answer. */
  private static final int SMALL = 1 << 15;

  static Ask of(String method) {
    return new Ask(method, -1, false, "");
  }

  static Ask with(String method, int body) {
    return new Ask(method, body, false, "");
  }

  /** The body in chunks. */
  Ask inChunks() {
    return new Ask(method, body, true, fields);
  }

  /** With {@code Expect: 100-continue}, though the body comes without waiting. */
  Ask expecting() {
    return new Ask(method, body, chunked, "Expect: 100-continue\r\n");
  }

  private String head(String target) {
    String length =
        body < 0
            ? ""
            : chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + body + "\r\n";
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + length + "\r\n";
  }

  /** Asks on a connection of its own; one that is kept alive, so that only framing ends it. */
  Heard to(int port, String target) throws IOException {
    try (RawClient client = RawClient.to(port)) {
      String content = "x".repeat(Math.max(0, body));
      if (chunked) {
        content = Integer.toHexString(body) + "\r\n" + content + "\r\n0\r\n\r\n";
      }
      client.send(head(target));
      if (content.length() <= SMALL) {
        client.send(content);
      } else {
        upload(client, content);
      }
      return Heard.read(new BufferedInputStream(client.in()), method.equals("HEAD"));
    }
  }

  private static void upload(RawClient client, String content) {
    Thread thread =
        new Thread(
            () -> {
              try {
                client.send(content);
              } catch (IOException e) {
                // answered early, and then closed: what counts is what was heard
              }
            },
            "upload");
    thread.setDaemon(true);
    thread.start();
  }
}
