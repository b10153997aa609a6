package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberUrlParserTest {

  @ParameterizedTest
  @CsvSource({
    "http://h, http://h, 80",
    "HTTP://Host.Example:80/App, http://host.example/App, 80",
    "https://h:443, https://h, 443",
    "https://h:80, https://h:80, 80",
    "http://h:65535/, http://h:65535/, 65535",
    "http://h:1, http://h:1, 1",
    "http://h:, http://h, 80",
    "http://h:0080, http://h, 80",
    "http://[::1]:8080/x, http://[::1]:8080/x, 8080",
    "http://[FE80::1%eth0], http://[fe80::1%eth0], 80",
    "http://10.0.0.1, http://10.0.0.1, 80",
    "http://my_host-1:8080, http://my_host-1:8080, 8080",
    "ws://h, ws://h, 80",
    "wss://h:443/s, wss://h/s, 443",
  })
  void readsTheCanonicalForm(String text, String canonical, int port) throws Exception {
    assertThat(MemberUrlParser.parse(text)).hasToString(canonical);
    assertThat(MemberUrlParser.parse(text).port()).isEqualTo(port);
  }

  @Test
  void hostsHaveAtMost255Characters() throws Exception {
    String longest = "a".repeat(255);
    assertThat(MemberUrlParser.parse("http://" + longest).host()).isEqualTo(longest);
    assertThatThrownBy(() -> MemberUrlParser.parse("http://a" + longest + "/x"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("a host name has at most 255 characters, 256 in http://a" + longest + "/x.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1:8080 | 10.0.0.1:8080: not an absolute URL, write http://HOST:PORT.",
        "//h/x | //h/x: not an absolute URL, write http://HOST:PORT.",
        "localhost | localhost: not an absolute URL, write http://HOST:PORT.",
        "http:/h | http:/h: not an absolute URL, write http://HOST:PORT.",
        "htp://h | htp://h: unknown scheme \"htp\", write http:// or https://.",
        "ftp://h | ftp://h: unknown scheme \"ftp\", write http:// or https://.",
        "ajp://h:8009 | ajp://h:8009: AJP is not spoken, use the HTTP connector of the same server"
            + " instead (http://HOST:8080 unless it was changed, in Tomcat and in WildFly).",
        "fcgi://h | fcgi://h: FastCGI is not spoken, put an HTTP server in front of the"
            + " application and name it with http://HOST:PORT.",
        "SCGI://h | SCGI://h: SCGI is not spoken, let the application serve HTTP and name it with"
            + " http://HOST:PORT.",
        "uwsgi://h | uwsgi://h: the uwsgi protocol is not spoken, start uWSGI with --http-socket"
            + " :PORT and name it with http://HOST:PORT.",
        "h2://h | h2://h: members are spoken to in HTTP/1.1, write https://.",
        "h2c://h | h2c://h: members are spoken to in HTTP/1.1, write http://.",
        "balancer://x | balancer://x: a balancer cannot be a member of another one.",
        "http:// | http://: the host is missing.",
        "http:///x | http:///x: the host is missing.",
        "http://:80 | http://:80: the host is missing.",
        "http://[] | http://[]: the host is missing.",
        "http://h:99999/ | http://h:99999/: port 99999 is not a number from 1 to 65535.",
        "http://h:65536 | http://h:65536: port 65536 is not a number from 1 to 65535.",
        "http://h:0 | http://h:0: port 0 is not a number from 1 to 65535.",
        "http://h:-1 | http://h:-1: port -1 is not a number from 1 to 65535.",
        "http://h:80a | http://h:80a: port 80a is not a number from 1 to 65535.",
        "http://h:80:80 | http://h:80:80: port 80:80 is not a number from 1 to 65535.",
        "http://::1 | http://::1: the host is missing.",
        "http://[::1 | http://[::1: the IPv6 address has no closing bracket.",
        "http://[::1]8080 | http://[::1]8080: \"8080\" behind the address is no port.",
        "http://[1::2::3] | http://[1::2::3]: [1::2::3] is no IPv6 address.",
        "http://[h] | http://[h]: [h] is no IPv6 address.",
        "http://10.0.0.256 | http://10.0.0.256: 10.0.0.256 is no IPv4 address.",
        "http://u:secret@h | http://…@h: user and password in a member's URL are never sent, write"
            + " RequestHeader set Authorization instead.",
        "http://h/x?a=b | http://h/x?a=b: a query cannot be part of the URL, the request's own is"
            + " passed on.",
        "http://h/#f | http://h/#f: a fragment is never sent, remove it.",
        "http://h/a b | http://h/a b: character 0x20 at position 11 cannot stand in a URL.",
        "http://h\\x | http://h\\x: character 0x5C at position 9 cannot stand in a URL.",
        "http://h$1/ | http://h$1/: \"$\" cannot stand in a host name.",
        "http://bücher | http://bücher: \"ü\" cannot stand in a host name, write the name in its"
            + " xn-- form.",
        "http://h*/ | http://h*/: \"*\" cannot stand in a host name.",
      })
  void refusesWhatNoRequestCanBeSentTo(String text, String message) {
    assertThatThrownBy(() -> MemberUrlParser.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(message);
  }

  @Test
  void refusesUnixSockets() {
    assertThatThrownBy(() -> MemberUrlParser.parse("unix:/run/a.sock|http://h"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "unix:/run/a.sock|http://h: Unix sockets are not spoken, let the server listen on a"
                + " loopback port and name it with http://127.0.0.1:PORT.");
  }

  @Test
  void anUnclosedBracketIsNoCrash() {
    assertThatThrownBy(() -> MemberUrlParser.parse("http://[::1/x]"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("http://[::1/x]: the IPv6 address has no closing bracket.");
  }
}
