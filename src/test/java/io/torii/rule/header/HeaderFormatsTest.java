package io.torii.rule.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.Format;
import io.torii.config.Format.Token;
import io.torii.http.TlsFacts;
import io.torii.rule.Request;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.condition.RequestContext;
import io.torii.rule.condition.Requests;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeaderFormatsTest {

  private final HeaderFormats formats =
      new HeaderFormats(new ExpressionEvaluator(Clock.systemUTC(), Notices.NONE));

  private static Format token(String letter, String argument) {
    Token token = new Token.Variable(letter, argument, Set.of(), false, true);
    return new Format("%" + letter, List.of(token));
  }

  private String value(Format format, @Nullable TlsFacts tls) {
    Requests made = Requests.get("/");
    Request request = (tls == null ? made : made.tls(tls)).make();
    request.env().put("VAR", "a\r\nSet-Cookie: x=1\0");
    request.env().put("EMPTY", "");
    return formats.value(format, request, new RequestContext(request), Duration.ofNanos(5_678_900));
  }

  @Test
  void writesFormats() {
    assertThat(value(token("t", ""), null)).isEqualTo("t=1767323045678901");
    assertThat(value(token("D", ""), null)).isEqualTo("D=5678");
    assertThat(value(token("l", ""), null)).isEqualTo("l=-");
    assertThat(value(token("i", ""), null)).isEqualTo("i=-");
    assertThat(value(token("b", ""), null)).isEqualTo("b=-");
    assertThat(value(token("e", "NONE"), null)).isEqualTo("(null)");
    assertThat(value(token("e", "EMPTY"), null)).isEmpty();
    assertThat(value(token("s", "SSL_PROTOCOL"), null)).isEqualTo("(null)");
    TlsFacts tls =
        new TlsFacts(Optional.of("TLSv1.3"), "C", 0, Optional.empty(), Optional.empty(), List.of());
    assertThat(value(token("s", "SSL_PROTOCOL"), tls)).isEqualTo("TLSv1.3");
    assertThat(value(token("s", "SSL_CLIENT_S_DN"), tls)).isEqualTo("(null)");
    assertThat(value(token("s", "REQUEST_METHOD"), null)).isEqualTo("GET");
    assertThat(value(token("s", "HTTPS"), null)).isEqualTo("off");
    assertThat(value(token("s", "REMOTE_USER"), null)).isEqualTo("(null)");
    Format mixed =
        new Format(
            "a%{EMPTY}eb",
            List.of(
                new Token.Text("a"),
                new Token.Variable("e", "EMPTY", Set.of(), false, true),
                new Token.Text("b")));
    assertThat(value(mixed, null)).isEqualTo("ab");
  }

  @Test
  void neverLetsAValueBeginANewLine() {
    assertThat(value(token("e", "VAR"), null)).isEqualTo("a  Set-Cookie: x=1 ");
    Format expression =
        new Format("expr=", List.of(new Token.StringExpression(Requests.string("%{reqenv:VAR}!"))));
    assertThat(value(expression, null)).isEqualTo("a  Set-Cookie: x=1 !");
    assertThat(value(Format.literal("a\nb"), null)).isEqualTo("a b");
  }
}
