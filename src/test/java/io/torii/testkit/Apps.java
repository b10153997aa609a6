package io.torii.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The guide's backends, one that stands alone and three members: each answers its name, alone or
 * app1 to app3, and sends whoever asks for a path with {@code /redirect} at its end to another page
 * of its own address.
 */
public final class Apps implements AutoCloseable {

  private final Backend alone = start("alone");
  private final List<Backend> members = List.of(start("app1"), start("app2"), start("app3"));

  private Apps() {}

  public static Apps start() {
    return new Apps();
  }

  private static Backend start(String name) {
    try {
      return Backend.start(Script.each((request, wire) -> answer(name, request, wire)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(String name, Seen request, Wire wire) throws IOException {
    if (request.target().endsWith("/redirect")) {
      wire.send(
          "HTTP/1.1 302 Found\r\nLocation: http://"
              + request.header("Host").orElseThrow()
              + "/there?x=1\r\nContent-Length: 0\r\n\r\n");
    } else {
      wire.answer(200, name);
    }
  }

  public Backend alone() {
    return alone;
  }

  /** One of the members, from 1. */
  public Backend app(int number) {
    return members.get(number - 1);
  }

  /** {@code host:port} of each member. */
  public List<String> addresses() {
    return members.stream().map(b -> b.host() + ":" + b.port()).toList();
  }

  /**
   * The members for a property.
   *
   * @param parameters what follows the URL of each
   */
  public String members(String... parameters) {
    return String.join(
        ", ",
        IntStream.range(0, members.size())
            .mapToObj(i -> members.get(i).url() + " " + parameters[i])
            .toList());
  }

  /** From now on nobody listens. */
  public void stop() throws IOException {
    alone.stop();
    for (Backend member : members) {
      member.stop();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
