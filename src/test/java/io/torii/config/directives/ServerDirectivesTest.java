package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ErrorDocument;
import io.torii.config.Handler;
import io.torii.config.RequestLimits;
import io.torii.config.ServerName;
import io.torii.config.ServerSettings;
import io.torii.config.ServerSettings.EncodedSlashes;
import io.torii.config.ServerSettings.Tokens;
import io.torii.config.ServerSettings.Trace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerDirectivesTest {

  @Test
  void hasHttpdsDefaults() {
    assertThat(Conf.of("ServerName a.example").main().server()).isEqualTo(ServerSettings.DEFAULT);
  }

  @Test
  void readsTheCore() {
    ServerSettings server =
        Conf.of(
                "ServerAdmin admin@example.com",
                "ServerTokens ProductOnly",
                "ServerSignature EMail",
                "UseCanonicalName On",
                "AllowEncodedSlashes NoDecode",
                "MergeSlashes Off",
                "TraceEnable extended",
                "Timeout 2mi",
                "LimitRequestLine 100",
                "LimitRequestFieldSize 200",
                "LimitRequestFields 0")
            .main()
            .server();

    assertThat(server.serverAdmin()).contains("admin@example.com");
    assertThat(server.tokens()).isEqualTo(Tokens.PROD);
    assertThat(server.signature()).isEqualTo(ServerSettings.Signature.EMAIL);
    assertThat(server.canonicalName()).isTrue();
    assertThat(server.encodedSlashes()).isEqualTo(EncodedSlashes.NO_DECODE);
    assertThat(server.mergeSlashes()).isFalse();
    assertThat(server.trace()).isEqualTo(Trace.EXTENDED);
    assertThat(server.timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(server.limits()).isEqualTo(new RequestLimits(100, 200, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "www.Example.com, , www.example.com, ",
    "www.example.com:8080, , www.example.com, 8080",
    "https://www.example.com:443, https, www.example.com, 443",
    "[::1]:80, , ::1, 80",
    "under_score.example, , under_score.example, "
  })
  void readsServerName(String written, String scheme, String host, Integer port) {
    assertThat(Conf.of("ServerName " + written).main().name())
        .contains(new ServerName(Optional.ofNullable(scheme), host, Optional.ofNullable(port)));
  }

  @Test
  void readsErrorDocuments() {
    assertThat(
            Conf.of(
                    "ErrorDocument 503 /busy.html",
                    "ErrorDocument 502 https://www.example.com/down",
                    "ErrorDocument 404 \"Not here\"",
                    "ErrorDocument 403 default")
                .settings()
                .errorDocuments())
        .isEqualTo(
            Map.of(
                503, new ErrorDocument(ErrorDocument.Kind.LOCAL_PATH, "/busy.html"),
                502,
                    new ErrorDocument(
                        ErrorDocument.Kind.EXTERNAL_URL, "https://www.example.com/down"),
                404, new ErrorDocument(ErrorDocument.Kind.TEXT, "Not here"),
                403, new ErrorDocument(ErrorDocument.Kind.DEFAULT, "default")));
  }

  @Test
  void leavesOutAPageThatWouldHideTheLogin() {
    Conf conf = Conf.of("ErrorDocument 401 https://www.example.com/login");

    assertThat(conf.settings().errorDocuments()).isEmpty();
    assertThat(conf.warnings())
        .containsExactly(
            "t.conf:1: ErrorDocument 401 cannot be a URL, since the client would never be asked for"
                + " its password (AH00113): the built-in page is used; write a path or a text.");
  }

  @Test
  void readsHandlersAndBodyLimits() {
    Conf conf =
        Conf.of(
            "LimitRequestBody 1000",
            "<Location /m>",
            "  SetHandler balancer-manager",
            "  Require local",
            "</Location>",
            "<Location /m/off>",
            "  SetHandler None",
            "  LimitRequestBody 0",
            "</Location>");

    assertThat(conf.settings().bodyLimit()).isEqualTo(1000L);
    assertThat(conf.location(0).handler()).isEqualTo(Handler.BALANCER_MANAGER);
    assertThat(conf.location(1).handler()).isEqualTo(Handler.NONE);
    assertThat(conf.location(1).bodyLimit()).isZero();
    assertThat(conf.main().managerPath()).contains("/m");
  }

  @Test
  void tellsOfAManagerWithoutRequire() {
    assertThat(Conf.of("<Location /m>", "  SetHandler balancer-manager", "</Location>").notes())
        .containsExactly(
            "t.conf:1: The balancer-manager has no Require here and answers this machine only:"
                + " write Require ip for others.");
  }
}
