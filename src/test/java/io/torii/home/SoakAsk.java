package io.torii.home;

import io.torii.testkit.SoakBody;

/** What a client of a soak asks for, and what must come. */
final class SoakAsk {

  /** Liars promise so much at least. */
  private static final int LEAST = 1_000;

  private final String target;
  private final String fields;
  private final byte[] body;
  private final byte[] bytes;
  private final int size;
  private final Pause pause;

  /** Does something between two pieces of a body. */
  interface Pause {
    void rest();
  }

  private SoakAsk(String target, String fields, byte[] body, byte[] bytes, int size, Pause pause) {
    this.target = target;
    this.fields = fields;
    this.body = body;
    this.bytes = bytes;
    this.size = size;
    this.pause = pause;
  }

  /** A body by its seed. */
  static SoakAsk get(String path, int seed, int size, String framing) {
    return new SoakAsk(
        "%s/body/%d/%d/%s".formatted(path, seed, size, framing),
        "",
        new byte[0],
        SoakBody.of(seed, Math.max(size, LEAST)),
        size,
        () -> {});
  }

  /** A body that comes back. */
  static SoakAsk echo(String path, int seed, int size, String framing) {
    byte[] body = SoakBody.of(seed, size);
    return new SoakAsk(
        "%s/echo/%d/%d/%s".formatted(path, seed, size, framing), "", body, body, size, () -> {});
  }

  /** These bytes. */
  static SoakAsk bytes(String target, byte[] bytes) {
    return new SoakAsk(target, "", new byte[0], bytes, bytes.length, () -> {});
  }

  SoakAsk with(String more) {
    return new SoakAsk(target, more, body, bytes, size, pause);
  }

  SoakAsk resting(Pause between) {
    return new SoakAsk(target, fields, body, bytes, size, between);
  }

  String target() {
    return target;
  }

  /** What is sent; empty for a GET. */
  byte[] body() {
    return body;
  }

  /** What must come, and for a member that promises more the rest of it. */
  byte[] bytes() {
    return bytes;
  }

  /** How much of {@link #bytes()} must come. */
  int size() {
    return size;
  }

  Pause pause() {
    return pause;
  }

  /** Whether the body is sent in chunks. */
  boolean chunked() {
    return posts() && target.endsWith("/chunked");
  }

  private boolean posts() {
    return target.contains("/echo/");
  }

  String head() {
    String framing =
        !posts()
            ? ""
            : chunked() ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + size + "\r\n";
    String method = posts() ? "POST " : "GET ";
    return method + target + " HTTP/1.1\r\nHost: soak\r\n" + fields + framing + "\r\n";
  }
}
