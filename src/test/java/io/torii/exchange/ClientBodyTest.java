package io.torii.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.exchange.RequestBody.ClientBodyException;
import io.torii.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ClientBodyTest {

  private static final int CHUNKED = -1;
  private static final int UNLIMITED = 0;

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(US_ASCII));
  }

  /** All of it is there, the end too. */
  private static InputStream whole(String text) {
    return new ByteArrayInputStream(text.getBytes(US_ASCII)) {
      @Override
      public int available() {
        return 1;
      }
    };
  }

  private static ClientBody body(InputStream client, long length, long limit) {
    return new ClientBody(client, () -> null, length, limit);
  }

  private static String sent(RequestBody body) throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    body.writeTo(member);
    return member.toString(US_ASCII);
  }

  private static Failure.Kind kind(ThrowingCallable call) {
    List<Failure.Kind> kinds = new ArrayList<>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ClientBodyException.class, e -> kinds.add(e.kind()));
    return kinds.get(0);
  }

  @Test
  void aShortBodyCanBeSentAgain() throws IOException {
    ClientBody body = body(text("hello"), 5, UNLIMITED);
    assertThat(body.length()).isEqualTo(5);
    assertThat(body.repeatable()).isTrue();
    assertThat(sent(body)).isEqualTo("hello");
    assertThat(body.repeatable()).isTrue();
    assertThat(sent(body)).isEqualTo("hello");
    assertThat(body.received()).isEqualTo(5);
  }

  @Test
  void asMuchAsIsKeptCanBeSentAgainAndNoByteMore() throws IOException {
    ClientBody kept = body(text("x".repeat(ClientBody.KEPT)), ClientBody.KEPT, UNLIMITED);
    sent(kept);
    assertThat(kept.repeatable()).isTrue();
    assertThat(sent(kept)).hasSize(ClientBody.KEPT);

    int more = ClientBody.KEPT + 1;
    ClientBody passed = body(text("x".repeat(more)), more, UNLIMITED);
    assertThat(sent(passed)).hasSize(more);
    assertThat(passed.repeatable()).isFalse();
  }

  @Test
  void aBodyThatBrokeOffAtTheMemberIsSentFromTheStartAgain() throws IOException {
    ClientBody body =
        body(new ArrivingPieces("hel", "lo wor", "ld"), "hello world".length(), UNLIMITED);
    OutputStream broken =
        new OutputStream() {
          private int left = 5;

          @Override
          public void write(int b) throws IOException {
            if (left-- == 0) {
              throw new IOException("the member is gone");
            }
          }
        };
    assertThatThrownBy(() -> body.writeTo(broken))
        .isNotInstanceOf(ClientBodyException.class)
        .hasMessage("the member is gone");
    assertThat(body.repeatable()).isTrue();
    assertThat(sent(body)).isEqualTo("hello world");
  }

  /** Behind a reset nobody listens; behind an end somebody may. */
  @Test
  void aClientThatIsGoneEndsOrFallsSilentIsToldApart() {
    IOException reset = new IOException(new SocketException("Connection reset"));
    IOException ended = new EOFException();
    IOException late = new SocketTimeoutException();
    for (long length : List.of(9L, (long) CHUNKED)) {
      assertThat(kind(() -> sent(body(new Failing(reset), length, UNLIMITED))))
          .isEqualTo(Failure.Kind.CLIENT_GONE);
      assertThat(kind(() -> sent(body(new Failing(ended), length, UNLIMITED))))
          .isEqualTo(Failure.Kind.CLIENT_BODY);
      assertThat(kind(() -> sent(body(new Failing(late), length, UNLIMITED))))
          .isEqualTo(Failure.Kind.CLIENT_TIMEOUT);
    }
    assertThat(kind(() -> body(new Failing(reset), CHUNKED, UNLIMITED).readAhead()))
        .isEqualTo(Failure.Kind.CLIENT_GONE);
    assertThat(kind(() -> sent(body(text("abc"), 9, UNLIMITED))))
        .isEqualTo(Failure.Kind.CLIENT_BODY);
  }

  /** What a container throws when it is read from. */
  private static final class Failing extends InputStream {
    private final IOException thrown;

    Failing(IOException thrown) {
      this.thrown = thrown;
    }

    @Override
    public int available() throws IOException {
      throw thrown;
    }

    @Override
    public int read() throws IOException {
      throw thrown;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      throw thrown;
    }
  }

  @Test
  void aShortChunkedBodyGetsALength() throws IOException {
    ClientBody body = body(whole("hello"), CHUNKED, UNLIMITED);
    assertThat(body.length()).isNegative();
    body.readAhead();
    assertThat(body.length()).isEqualTo(5);
    assertThat(body.ended()).isTrue();
    assertThat(sent(body)).isEqualTo("hello");
    assertThat(sent(body)).isEqualTo("hello");
  }

  @Test
  void anEmptyChunkedBodyGetsALengthToo() throws IOException {
    ClientBody body = body(text(""), CHUNKED, UNLIMITED);
    body.readAhead();
    assertThat(body.length()).isZero();
    assertThat(sent(body)).isEmpty();
  }

  /** A length leaves no place for them. */
  @Test
  void aBodyWithTrailersStaysChunkedHoweverShort() throws IOException {
    Headers behind = new Headers();
    behind.add("X-Sum", "1");
    ClientBody body = new ClientBody(whole("hello"), () -> behind, CHUNKED, UNLIMITED);
    body.readAhead();
    assertThat(body.length()).isNegative();
    for (int time = 0; time < 2; time++) {
      assertThat(sent(body)).isEqualTo("hello");
      assertThat(body.trailers()).isSameAs(behind);
      assertThat(body.repeatable()).isTrue();
    }
    ClientBody empty = new ClientBody(text(""), () -> behind, CHUNKED, UNLIMITED);
    empty.readAhead();
    assertThat(empty.length()).isNegative();
    ClientBody fixed = new ClientBody(text("hello"), () -> behind, 5, UNLIMITED);
    sent(fixed);
    assertThat(fixed.trailers()).isNull();
  }

  @Test
  void trailersAreNotAskedForBeforeTheEnd() throws IOException {
    List<String> asked = new ArrayList<>();
    ClientBody body =
        new ClientBody(
            new ArrivingPieces("one", "two"),
            () -> {
              asked.add("asked");
              return null;
            },
            CHUNKED,
            UNLIMITED);
    body.readAhead();
    assertThat(body.trailers()).isNull();
    assertThat(asked).isEmpty();
    sent(body);
    body.trailers();
    assertThat(asked).hasSize(1);
  }

  @Test
  void aLongChunkedBodyStaysChunked() throws IOException {
    String text = "0123456789".repeat(ClientBody.KEPT / 5);
    ClientBody body = body(text(text), CHUNKED, UNLIMITED);
    body.readAhead();
    assertThat(body.length()).isNegative();
    assertThat(body.received()).isBetween((long) ClientBody.READ_AHEAD, 2L * ClientBody.READ_AHEAD);
    assertThat(sent(body)).isEqualTo(text);
    assertThat(body.ended()).isTrue();
    assertThat(body.repeatable()).isFalse();
  }

  @Test
  void nobodyWaitsForTheRestOfAChunkedBody() throws IOException {
    ArrivingPieces client = new ArrivingPieces("first", "second");
    ClientBody body = body(client, CHUNKED, UNLIMITED);
    body.readAhead();
    assertThat(body.received()).isEqualTo(5);
    assertThat(body.length()).isNegative();
    assertThat(sent(body)).isEqualTo("firstsecond");
  }

  @Test
  void aLengthIsNotReadAhead() throws IOException {
    ClientBody body = body(text("hello"), 5, UNLIMITED);
    body.readAhead();
    assertThat(body.received()).isZero();
  }

  /** A client may wait for an answer to its first half before it sends the second. */
  @Test
  void whatIsThereIsFlushedBeforeMoreIsWaitedFor() throws IOException {
    List<String> seen = new ArrayList<>();
    StringBuilder buffer = new StringBuilder();
    OutputStream member =
        new OutputStream() {
          @Override
          public void write(int b) {
            buffer.append((char) b);
          }

          @Override
          public void flush() {
            seen.add(buffer.toString());
            buffer.setLength(0);
          }
        };
    body(new ArrivingPieces("one", "two"), 6, UNLIMITED).writeTo(member);
    assertThat(seen.stream().filter(text -> !text.isEmpty())).containsExactly("one", "two");
  }

  @Test
  void aBodyThatEndsTooSoonIsTheClientsFault() {
    ClientBody body = body(text("hel"), 5, UNLIMITED);
    assertThat(kind(() -> sent(body))).isEqualTo(Failure.Kind.CLIENT_BODY);
    assertThatThrownBy(() -> sent(body(text("hel"), 5, UNLIMITED)))
        .hasMessage("the body ended after 3 of 5 bytes");
  }

  @Test
  void theLimitHoldsForABodyWithoutALength() throws IOException {
    ClientBody fits = body(text("hello"), CHUNKED, 5);
    fits.readAhead();
    assertThat(sent(fits)).isEqualTo("hello");
    assertThat(kind(() -> body(text("hello!"), CHUNKED, 5).readAhead()))
        .isEqualTo(Failure.Kind.BODY_TOO_LARGE);

    ClientBody later = body(new ArrivingPieces("hello", "!"), CHUNKED, 5);
    later.readAhead();
    assertThat(kind(() -> sent(later))).isEqualTo(Failure.Kind.BODY_TOO_LARGE);
  }
}
