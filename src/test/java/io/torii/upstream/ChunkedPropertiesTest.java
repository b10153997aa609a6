package io.torii.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Member;
import io.torii.exchange.MemberResponse;
import io.torii.http.Headers;
import io.torii.testkit.Backend;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Chunked bodies (RFC 9112 §7.1) over a socket: what is in them comes out, or a failure does. */
class ChunkedPropertiesTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  /** What the member sends next, piece by piece; it closes behind that. */
  private static final BlockingQueue<List<String>> NEXT = new LinkedBlockingQueue<>();

  private static final HttpUpstream UPSTREAM = new HttpUpstream();
  private static @Nullable Backend backend;
  private static @Nullable Member member;

  @BeforeContainer
  static void start() throws IOException {
    backend = Backend.start(ChunkedPropertiesTest::answer);
    member = Members.of(backend);
  }

  @AfterContainer
  static void stop() throws IOException {
    UPSTREAM.close();
    Objects.requireNonNull(backend).close();
  }

  private static void answer(Wire wire) throws IOException {
    wire.head();
    wire.send(HEAD);
    for (String piece : Objects.requireNonNull(NEXT.poll(), "nothing to say")) {
      wire.send(piece.getBytes(StandardCharsets.ISO_8859_1));
    }
    wire.close();
  }

  /** The body that comes out, how its reading has ended, and what was behind it. */
  private static String read(List<String> pieces, int most) {
    NEXT.add(pieces);
    MemberResponse response =
        Members.response(UPSTREAM, Objects.requireNonNull(member), Members.fresh("/"));
    StringBuilder body = new StringBuilder();
    try {
      InputStream in = Members.body(response);
      byte[] some = new byte[most];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        body.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
      }
      response.close();
      Headers trailers = response.trailers();
      return body + " whole" + (trailers == null ? "" : trailers);
    } catch (IOException e) {
      response.abandon();
      return body + " " + e.getClass().getSimpleName();
    }
  }

  private record Chunk(String data, int zeros, String extension, boolean bareLf) {

    String written() {
      String end = bareLf ? "\n" : "\r\n";
      return "0".repeat(zeros) + Integer.toHexString(data.length()) + extension + end + data + end;
    }
  }

  @Provide
  Arbitrary<List<Chunk>> chunks() {
    return Combinators.combine(
            Arbitraries.strings().withChars("a0;\r\n\u00e9").ofMinLength(1).ofMaxLength(40),
            Arbitraries.integers().between(0, 9),
            Arbitraries.of("", ";a", ";a=\"b\"", " ", "\t ;x"),
            Arbitraries.of(true, false))
        .as(Chunk::new)
        .list()
        .ofMaxSize(6);
  }

  private record Field(String name, String blanks, String value, boolean bareLf) {

    String written() {
      return name + ":" + blanks + value + (bareLf ? "\n" : "\r\n");
    }
  }

  private record End(String lastChunk, List<Field> trailers, boolean bareLf) {

    String written() {
      return lastChunk
          + trailers.stream().map(Field::written).collect(Collectors.joining())
          + (bareLf ? "\n" : "\r\n");
    }

    String read() {
      Headers headers = new Headers();
      trailers.forEach(field -> headers.add(field.name(), field.value()));
      return trailers.isEmpty() ? "" : headers.toString();
    }
  }

  @Provide
  Arbitrary<End> ends() {
    Arbitrary<Field> fields =
        Combinators.combine(
                Arbitraries.of("T", "x-Long-Name", "!#1"),
                Arbitraries.of("", " ", "\t "),
                Arbitraries.of("", "x", "a: b, \u00e9", "0".repeat(300)),
                Arbitraries.of(true, false))
            .as(Field::new);
    return Combinators.combine(
            Arbitraries.of("0\r\n", "000\n", "0;last\r\n"),
            fields.list().ofMaxSize(4),
            Arbitraries.of(true, false))
        .as(End::new);
  }

  private static String written(List<Chunk> chunks) {
    return chunks.stream().map(Chunk::written).collect(Collectors.joining());
  }

  private static List<String> cut(String text, List<Integer> pieces) {
    List<String> cut = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < text.length() && i < pieces.size(); i++) {
      int end = Math.min(text.length(), at + pieces.get(i));
      cut.add(text.substring(at, end));
      at = end;
    }
    cut.add(text.substring(at));
    return cut;
  }

  @Property(tries = 150)
  void theDataComesOut(
      @ForAll("chunks") List<Chunk> chunks,
      @ForAll("ends") End end,
      @ForAll @Size(max = 9) List<@IntRange(min = 1, max = 25) Integer> pieces,
      @ForAll @IntRange(min = 1, max = 50) int most) {
    String data = chunks.stream().map(Chunk::data).collect(Collectors.joining());
    assertThat(read(cut(written(chunks) + end.written(), pieces), most))
        .isEqualTo(data + " whole" + end.read());
  }

  @Property(tries = 150)
  void whatIsCutOffIsNeverTakenForWhole(
      @ForAll("chunks") List<Chunk> chunks,
      @ForAll("ends") End end,
      @ForAll @IntRange(min = 1, max = 12) int missing,
      @ForAll @IntRange(min = 1, max = 50) int most) {
    String text = written(chunks) + end.written();
    String cut = text.substring(0, Math.max(0, text.length() - missing));
    assertThat(read(List.of(cut), most)).endsWith(" EOFException");
  }

  @Property(tries = 150)
  void nonsenseIsTheSameInAnyPieces(
      @ForAll("chunks") List<Chunk> chunks,
      @ForAll("ends") End end,
      @ForAll @IntRange(max = 90) int at,
      @ForAll @StringLength(min = 1, max = 3) @Chars({'\r', '\n', 'g', '-', ' ', '7', ':', '\0'})
          String patch,
      @ForAll @Size(max = 9) List<@IntRange(min = 1, max = 25) Integer> pieces) {
    String text = written(chunks) + end.written();
    int from = Math.min(at, text.length());
    String patched = text.substring(0, from) + patch + text.substring(from);
    assertThat(read(cut(patched, pieces), 7)).isEqualTo(read(List.of(patched), 64));
  }
}
