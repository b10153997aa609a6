package io.torii.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.Format.Token;
import io.torii.config.format.FormatParser;
import io.torii.config.members.MemberUrlParser;
import io.torii.config.members.TimeValue;
import io.torii.directive.expr.Expression.Word;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Times, networks, members' URLs and formats as they are written. */
class ValuePropertiesTest {

  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "mi", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS);

  @Provide
  Arbitrary<String> unit() {
    return Arbitraries.of(UNITS.keySet());
  }

  @Property(tries = 300)
  void aTimeIsItsNumberTimesItsUnit(
      @ForAll @LongRange(min = 0, max = 500_000) long number,
      @ForAll("unit") String unit,
      @ForAll boolean upper,
      @ForAll ChronoUnit other)
      throws InvalidValueException {
    String text = number + (upper ? unit.toUpperCase(Locale.ROOT) : unit);
    assertThat(TimeValue.parse(text, other)).isEqualTo(Duration.of(number, UNITS.get(unit)));
  }

  @Property(tries = 500)
  void anyOtherTimeIsRefused(@ForAll("times") String text) {
    try {
      Duration time = TimeValue.parse(text, ChronoUnit.SECONDS);
      assertThat(time).isBetween(Duration.ZERO, TimeValue.MAX);
      assertThat(text).matches("[0-9]+([a-zA-Z]*)");
    } catch (InvalidValueException e) {
      assertThat(e).message().isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> times() {
    return Arbitraries.strings().withChars("0129-+. msihMSIHx\u0661").ofMaxLength(22);
  }

  @Property(tries = 500)
  void aNetworkHasTheAddressesWithItsFirstBits(
      @ForAll @Size(value = 16) List<Byte> bytes,
      @ForAll @IntRange(max = 128) int prefix,
      @ForAll @IntRange(max = 128) int flipped,
      @ForAll boolean old)
      throws UnknownHostException {
    int length = old ? 4 : 16;
    byte[] own = new byte[length];
    for (int i = 0; i < length; i++) {
      own[i] = bytes.get(i);
    }
    own[0] |= 0x20; // no mapped address, which would be of the other kind
    InetAddress address = InetAddress.getByAddress(own);
    int bits = Math.min(prefix, length * 8);
    IpNetwork network = IpNetworkParser.parse(address.getHostAddress() + "/" + bits);
    assertThat(network.contains(address)).isTrue();
    assertThat(network).isEqualTo(IpNetwork.of(address, bits));
    int at = Math.min(flipped, length * 8 - 1);
    byte[] others = own.clone();
    others[at / 8] ^= (byte) (0x80 >> at % 8);
    assertThat(network.contains(InetAddress.getByAddress(others)))
        .isEqualTo(first(own, bits).equals(first(others, bits)));
  }

  private static BigInteger first(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
  }

  @Property(tries = 500)
  void aMemberIsNamedAsItIsWritten(@ForAll("members") MemberUrl url) throws InvalidValueException {
    assertThat(MemberUrlParser.parse(url.toString()).toString()).isEqualTo(url.toString());
    assertThat(MemberUrlParser.parse(url.toString()))
        .extracting(MemberUrl::port, MemberUrl::path)
        .containsExactly(url.port(), url.path());
  }

  @Provide
  Arbitrary<MemberUrl> members() {
    return Combinators.combine(
            Arbitraries.of("http", "https", "ws", "wss"),
            Arbitraries.of("a", "app-1.example.com", "127.0.0.1", "2001:db8::1", "x_y"),
            Arbitraries.integers().between(1, 65_535),
            Arbitraries.of("", "/", "/a", "/a/b/", "/a%20b", "/;v=1"))
        .as(MemberUrl::new);
  }

  @Property(tries = 1000)
  void anyOtherMemberIsRefused(@ForAll("urls") String text) {
    try {
      MemberUrl url = MemberUrlParser.parse(text);
      assertThat(MemberUrlParser.parse(url.toString())).isEqualTo(url);
      assertThat(url.port()).isBetween(1, 65_535);
    } catch (InvalidValueException e) {
      assertThat(e).message().isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> urls() {
    return Arbitraries.of(
            "http:",
            "//",
            "/",
            "a",
            ":",
            "80",
            "[",
            "::1",
            "]",
            "@",
            "#",
            "?",
            "%",
            "%41",
            " ",
            "é",
            "HTTPS://",
            "ajp://",
            "unix:",
            "|",
            "\\",
            "..",
            "99999",
            "*",
            "$1",
            "-",
            "http://a")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 300)
  void aFormatIsMadeOfItsParts(@ForAll @Size(max = 8) List<@From("pieces") String> pieces)
      throws InvalidValueException {
    List<Token> tokens = new ArrayList<>();
    for (String piece : pieces) {
      for (Token token : FormatParser.logFormat(piece).tokens()) {
        boolean joins =
            !tokens.isEmpty()
                && token instanceof Token.Text
                && tokens.get(tokens.size() - 1) instanceof Token.Text;
        if (joins) {
          Token.Text before = (Token.Text) tokens.remove(tokens.size() - 1);
          tokens.add(new Token.Text(before.text() + ((Token.Text) token).text()));
        } else {
          tokens.add(token);
        }
      }
    }
    Format whole = FormatParser.logFormat(String.join("", pieces));
    assertThat(whole.tokens()).isEqualTo(tokens);
    assertThat(whole.source()).isEqualTo(String.join("", pieces));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "a",
        " ",
        "\\\"",
        "\\n",
        "%%",
        "%h",
        "%>s",
        "%<s",
        "%!200,304{Referer}i",
        "%{Host}i",
        "%b",
        "%{SSL_CIPHER}x",
        "%{%H}t",
        "%400s",
        "é",
        "{x}",
        "%^FB",
        "%{us}T");
  }

  @Property(tries = 1000)
  void anyOtherFormatIsRefused(@ForAll("formats") String text) {
    try {
      assertThat(FormatParser.logFormat(text).source()).isEqualTo(text);
    } catch (InvalidValueException e) {
      assertThat(e).message().isNotBlank();
    }
    try {
      Format header = FormatParser.headerValue(text, Word.Literal::new);
      assertThat(header.tokens()).noneMatch(t -> t.toString().contains("\n"));
    } catch (InvalidValueException e) {
      assertThat(e).message().isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> formats() {
    return Arbitraries.strings().withChars("%{}!,>^<\\\"ntFBhsiex12 =\r\n\u00e9").ofMaxLength(14);
  }
}
