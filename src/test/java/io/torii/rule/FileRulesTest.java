package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRulesTest {

  private static final Site SITE =
      Site.of(
          "<Directory />",
          "  Require all denied",
          "</Directory>",
          "<FilesMatch ^\\.ht>",
          "  Require all denied",
          "</FilesMatch>",
          "ProxyPass /files/out !",
          "ProxyPass /app http://a/app",
          "Alias /app /srv/files",
          "Alias /files /srv/files",
          "Alias /free /elsewhere",
          "AliasMatch ^/climb(.*) /srv/files/$1",
          "<Directory /srv/files>",
          "  Require all granted",
          "</Directory>",
          "<Directory /srv/files/log>",
          "  Require user alice",
          "  AuthType Basic",
          "  AuthName x",
          "  AuthUserFile users",
          "</Directory>",
          "<Location /status>",
          "  SetHandler server-status",
          "  Require all granted",
          "</Location>",
          "<Location /own-status>",
          "  SetHandler server-status",
          "</Location>");

  @ParameterizedTest
  @CsvSource({
    "/files/a, file /srv/files/a",
    "/files/out/a, file /srv/files/out/a",
    "/files, 403 AH01630",
    "/files/, file /srv/files/",
    "/files//a, file /srv/files/a",
    "/filesa, 404",
    "/app/a, http://a/app/a",
    "/files/.htaccess, 403 AH01630",
    "/files/../free/a, 403 AH01630",
    "/free/a, 403 AH01630",
    "/files/log/a, 401 AH01614",
    "/climb/a, file /srv/files/a",
    "/climb../free, 403 AH00036",
    "/status, status",
    "/own-status, 403 AH01630",
  })
  void aPathStandsForAFile(String path, String outcome) {
    String seen = SITE.get(path);
    assertThat(seen.startsWith("401") ? "401 AH01614" : seen).isEqualTo(outcome);
  }

  @Test
  void withoutARequireNothingIsServed() {
    assertThat(Site.of("Alias /files /srv/files").get("/files/a")).isEqualTo("403 AH01630");
  }

  @Test
  void whereAllIsGrantedAnAliasMatchDoesNotClimbOut() {
    Site site =
        Site.of(
            "AliasMatch ^/climb(.*) /srv/files$1",
            "<Directory />",
            "  Require all granted",
            "</Directory>",
            "AliasMatch ^/x(.*) /srv/files/$1");
    assertThat(site.get("/climb/a")).isEqualTo("file /srv/files/a");
    assertThat(site.get("/x../etc/passwd")).isEqualTo("403 AH00036");
  }
}
