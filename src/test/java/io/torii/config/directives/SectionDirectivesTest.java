package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ConditionalSection;
import io.torii.config.RequestSettings;
import io.torii.config.Section;
import io.torii.directive.expr.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionDirectivesTest {

  @Test
  void readsWhatLocationsMatch() {
    Conf conf =
        Conf.of(
            "<Location /a>",
            "</Location>",
            "<Location /b*/c>",
            "</Location>",
            "<Location ~ ^/d>",
            "</Location>",
            "<LocationMatch \"^/(?<WHO>e)\">",
            "</LocationMatch>");

    assertThat(conf.main().locations().get(0).match()).isEqualTo(new Section.Match.Prefix("/a"));
    Section.Match.Glob glob = (Section.Match.Glob) conf.main().locations().get(1).match();
    assertThat(glob.pattern().matcher("/bx/c").matches()).isTrue();
    assertThat(glob.pattern().matcher("/b/x/c").matches()).isFalse();
    assertThat(conf.main().locations().get(2).match()).isInstanceOf(Section.Match.Regex.class);
    assertThat(conf.main().locations().get(3).match()).isInstanceOf(Section.Match.Regex.class);
  }

  @Test
  void warnsOfALocationThatMatchesNothing() {
    assertThat(Conf.of("<Location http://a/>", "</Location>").warnings())
        .containsExactly(
            "t.conf:1: <Location> \"http://a/\" matches no request: paths start with a slash, and"
                + " Torii is no forward proxy.");
  }

  @Test
  void readsWhatProxySectionsMatch() {
    Conf conf =
        Conf.of(
            "<Proxy *>",
            "</Proxy>",
            "<Proxy ~ ^http:>",
            "</Proxy>",
            "<ProxyMatch ^https:>",
            "</ProxyMatch>",
            "<Proxy http://127.0.0.1/>",
            "</Proxy>");

    Section.Match.Glob all = (Section.Match.Glob) conf.main().proxySections().get(0).match();
    assertThat(all.pattern().matcher("http://a/b").matches()).isTrue();
    assertThat(conf.main().proxySections().get(1).match()).isInstanceOf(Section.Match.Regex.class);
    assertThat(conf.main().proxySections().get(2).match()).isInstanceOf(Section.Match.Regex.class);
    assertThat(conf.main().proxySections().get(3).match())
        .isEqualTo(new Section.Match.Prefix("http://127.0.0.1/"));
  }

  @ParameterizedTest
  @CsvSource({
    "*:80, '*:80'",
    "_default_:443, '*:443'",
    "*, '*:0'",
    "10.0.0.1:*, '10.0.0.1:0'",
    "10.0.0.1, '10.0.0.1:0'",
    "[::1]:80, '0:0:0:0:0:0:0:1:80'"
  })
  void readsAddresses(String written, String address) {
    assertThat(Conf.of("<VirtualHost " + written + ">", "</VirtualHost>").host(0).addresses())
        .extracting(
            a -> (a.address() == null ? "*" : a.address().getHostAddress()) + ":" + a.port())
        .containsExactly(address);
  }

  @Test
  void readsSeveralAddressesAndNames() {
    Conf conf =
        Conf.of(
            "<VirtualHost 10.0.0.1:80 [::1]:80>",
            "  ServerName www.example.com",
            "  ServerAlias example.com *.Example.com",
            "  ServerAlias example.org",
            "</VirtualHost>",
            "<VirtualHost 10.0.0.1:80 [::1]:80>",
            "  ServerName www.example.com",
            "</VirtualHost>");

    assertThat(conf.host(0).addresses()).hasSize(2);
    assertThat(conf.host(0).aliases())
        .containsExactly("example.com", "*.example.com", "example.org");
    assertThat(conf.host(0).id()).isEqualTo("10.0.0.1:80 [::1]:80 www.example.com");
    assertThat(conf.host(1).id()).isEqualTo("10.0.0.1:80 [::1]:80 www.example.com #2");
    assertThat(conf.warnings())
        .containsExactly(
            "t.conf:6: This <VirtualHost> is never used for www.example.com: the one at t.conf:1"
                + " has the same address and ServerName; give one of them another.");
  }

  @Test
  void readsConditions() {
    RequestSettings settings =
        Conf.of(
                "<If \"%{HTTP_HOST} == 'a'\">",
                "  Header set X-A a",
                "  <If %{HTTPS} == 'on'>",
                "    Require all denied",
                "  </If>",
                "</If>",
                "ServerSignature Off",
                "<ElseIf \"%{HTTP_HOST} == 'b'\">",
                "  Header set X-A b",
                "</ElseIf>",
                "<Else>",
                "  Header set X-A c",
                "</Else>",
                "<If true>",
                "</If>")
            .settings();

    assertThat(settings.conditionals()).hasSize(2);
    ConditionalSection first = settings.conditionals().get(0);
    assertThat(first.branches())
        .extracting(b -> b.settings().responseHeaders().get(0).value().text())
        .containsExactly("a", "b", "c");
    assertThat(first.branches().get(2).condition()).isEqualTo(new Expression.Constant(true));
    assertThat(first.branches().get(0).settings().conditionals()).hasSize(1);
  }
}
