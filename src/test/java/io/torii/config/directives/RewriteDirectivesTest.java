package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said about RewriteRules that are no errors; those are in {@code broken/rewrite.conf}. */
class RewriteDirectivesTest {

  @Test
  void warnsOfWhatHasNoEffect() {
    Conf conf =
        Conf.of("RewriteRule ^/a - [F]", "RewriteCond %{HTTPS} off", "RewriteCond /tmp -d [NC]");
    assertThat(conf.warnings())
        .containsExactlyInAnyOrder(
            "t.conf:3: RewriteCond: NC has no effect with \"-d\" (AH00665): remove it.",
            "t.conf:3: RewriteCond has no RewriteRule behind it, and no effect: write its rule"
                + " below, or remove it.",
            "t.conf:1: RewriteRule has no effect, as RewriteEngine is off: write RewriteEngine On.");
  }

  @Test
  void warnsOfAHostThatTheRequestDecidesAbout() {
    assertThat(Conf.of("RewriteEngine On", "RewriteRule ^/([^/]*) http://$1/ [P]").warnings())
        .singleElement()
        .asString()
        .startsWith("t.conf:2: the client's request decides which host http://$1/ is");
    assertThat(Conf.of("RewriteEngine On", "RewriteRule ^ http://h%{REQUEST_URI} [P]").warnings())
        .isEmpty();
  }
}
