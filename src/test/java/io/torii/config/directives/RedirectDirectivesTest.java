package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.RedirectRule;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RedirectDirectivesTest {

  @Test
  void readsEveryForm() {
    assertThat(
            Conf.of(
                    "Redirect /a https://www.example.com/a",
                    "Redirect permanent /b /c",
                    "Redirect temp /b /c",
                    "Redirect seeother /b /c",
                    "Redirect 308 /b /c",
                    "Redirect gone /d",
                    "Redirect 404 /e",
                    "RedirectTemp /f /g",
                    "RedirectPermanent /f /g")
                .settings()
                .redirects())
        .extracting(r -> r.status() + " " + r.prefix() + " " + r.target())
        .containsExactly(
            "302 /a https://www.example.com/a",
            "301 /b /c",
            "302 /b /c",
            "303 /b /c",
            "308 /b /c",
            "410 /d ",
            "404 /e ",
            "302 /f /g",
            "301 /f /g");
  }

  @Test
  void readsPatterns() {
    List<RedirectRule> rules =
        Conf.of(
                "RedirectMatch 301 ^/old/(.*)$ https://www.example.com/$1",
                "RedirectMatch gone \\.php$")
            .settings()
            .redirects();

    assertThat(Objects.requireNonNull(rules.get(0).pattern()).matcher("/old/x").find()).isTrue();
    assertThat(rules.get(0).target()).isEqualTo("https://www.example.com/$1");
    assertThat(rules.get(1).status()).isEqualTo(410);
    assertThat(rules.get(1).target()).isEmpty();
  }

  /** As httpd 2.4 was seen to do: what is behind the Location's path is not added. */
  @Test
  void takesAWholeLocationWithoutAPath() {
    Conf conf =
        Conf.of(
            "<Location /a>",
            "  Redirect permanent https://www.example.com/$1",
            "</Location>",
            "<Location /b>",
            "  Redirect gone",
            "</Location>",
            "<Location /c>",
            "  Redirect /c/d /e",
            "</Location>");

    RedirectRule whole = conf.location(0).redirects().get(0);
    assertThat(whole.prefix()).isNull();
    assertThat(Objects.requireNonNull(whole.pattern()).matcher("/a/b").find()).isTrue();
    assertThat(whole.target()).isEqualTo("https://www.example.com/\\$1");
    assertThat(conf.location(1).redirects().get(0).status()).isEqualTo(410);
    assertThat(conf.location(2).redirects().get(0).prefix()).isEqualTo("/c/d");
  }

  @Test
  void saysThatATargetHasAnExpression() {
    assertThat(
            Conf.of("<Location /a>", "  Redirect https://b/%{REQUEST_URI}", "</Location>").errors())
        .containsExactly(
            "t.conf:2: Redirect \"https://b/%{REQUEST_URI}\" has an expression, which is not"
                + " understood in a target: write RedirectMatch with $1.");
  }
}
