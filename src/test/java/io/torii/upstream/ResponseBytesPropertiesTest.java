package io.torii.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ServerSettings.BadHeader;
import io.torii.http.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A head is the same in whatever pieces its bytes arrive; anything else is refused at once. */
class ResponseBytesPropertiesTest {

  private static final int LIMIT = 60;

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings().withChars("ab :\t,;\"\u00e9").ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("aB1-_!~").ofMinLength(1).ofMaxLength(8);
  }

  /** Nearly a head. */
  @Provide
  Arbitrary<String> heads() {
    return Arbitraries.of(
            "HTTP/1.1 200 OK",
            "HTTP/1.0 404",
            "HTTP/1.1 99",
            "HTTP/2",
            "\r\n",
            "\n",
            "\r",
            "\0",
            "a: b",
            "a : b",
            " c",
            "\tc",
            ": d",
            "a(: b",
            "x".repeat(LIMIT),
            "a: " + "y".repeat(57),
            "HTTP/1.1 200 again",
            "é: é",
            "")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join("", parts))
        .flatMap(text -> Arbitraries.of("", "HTTP/1.1 200 OK\r\n").map(start -> start + text));
  }

  @Provide
  Arbitrary<List<Integer>> pieces() {
    return Arbitraries.integers().between(1, 30).list().ofMinSize(1).ofMaxSize(20);
  }

  private static InputBuffer arriving(String text, List<Integer> pieces) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int[] at = {0, 0};
    return new InputBuffer(
        (into, offset, length) -> {
          int piece = pieces.get(at[1]++ % pieces.size());
          int count = Math.min(Math.min(piece, length), bytes.length - at[0]);
          System.arraycopy(bytes, at[0], into, offset, count);
          at[0] += count;
          return count == 0 ? -1 : count;
        },
        LIMIT + 2);
  }

  /** What has been read and what is left behind it, or which failure it is. */
  private static String read(String text, List<Integer> pieces, BadHeader policy) {
    InputBuffer in = arriving(text, pieces);
    try {
      ResponseHead head = new HeadReader(in, "m", LIMIT, policy).read();
      StringBuilder rest = new StringBuilder();
      while (in.hasBytes() || in.fill()) {
        rest.append((char) (in.next() & 0xff));
      }
      return head.minor() + " " + head.status() + head.reason() + head.headers() + rest;
    } catch (ExchangeFailed e) {
      return e.kind().toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 1000)
  void aHeadIsTheSameInAnyPieces(
      @ForAll("heads") String text,
      @ForAll("pieces") List<Integer> pieces,
      @ForAll BadHeader policy) {
    String whole = read(text, List.of(LIMIT + 2), policy);
    assertThat(read(text, pieces, policy)).isEqualTo(whole);
    assertThat(read(text, List.of(1), policy)).isEqualTo(whole);
  }

  @Example
  void aLineThatIsNoHttpIsCalledSoHoweverLongItIs() {
    for (List<Integer> pieces : List.of(List.of(1), List.of(LIMIT + 2))) {
      assertThat(read("x".repeat(LIMIT + 1) + "\n", pieces, BadHeader.IS_ERROR))
          .isEqualTo("BAD_STATUS_LINE");
    }
  }

  @Property(tries = 500)
  void fieldsComeOutAsTheyWentIn(
      @ForAll @Size(max = 6) List<@From("names") String> names,
      @ForAll @Size(min = 6, max = 6) List<@From("values") String> values,
      @ForAll @IntRange(min = 100, max = 999) int status,
      @ForAll("pieces") List<Integer> pieces,
      @ForAll boolean bareLf)
      throws IOException {
    Headers expected = new Headers();
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Fine\r\n");
    for (int i = 0; i < names.size(); i++) {
      text.append(names.get(i)).append(':').append(values.get(i)).append("\r\n");
      expected.add(names.get(i), values.get(i).replaceAll("^[ \t]+|[ \t]+$", ""));
    }
    String sent = text + "\r\n";
    ResponseHead head =
        new HeadReader(
                arriving(bareLf ? sent.replace("\r", "") : sent, pieces),
                "m",
                LIMIT,
                BadHeader.IS_ERROR)
            .read();
    assertThat(head.status()).isEqualTo(status);
    assertThat(head.reason()).isEqualTo("Fine");
    assertThat(head.headers()).containsExactlyElementsOf(expected);
  }
}
