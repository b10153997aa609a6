package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.ops.Spellings;
import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Access rules of a directive file: no spelling of a path walks around them. */
abstract class AccessSuite extends HomeSuite {

  private final Backend backend = member(Script.ok("SECRET"));

  @Override
  protected Map<String, String> configuration() throws IOException {
    Path users =
        Files.writeString(
            folder().resolve("users"), "jane:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n"); // password
    return directives(
        """
        Define BACKEND %s
        <Proxy ${BACKEND}/closed>
          Require all denied
        </Proxy>
        <Proxy ${BACKEND}/app/closed/*>
          Require all denied
        </Proxy>
        <Location /private>
          Require all denied
        </Location>
        <Location /manager>
          SetHandler balancer-manager
          Require all denied
        </Location>
        <Location /near>
          Require ip 127.0.0.1
        </Location>
        <Location /login>
          AuthType Basic
          AuthName "the realm"
          AuthUserFile "%s"
          Require user jane
        </Location>
        ProxyPass /app ${BACKEND}/app
        ProxyPass / ${BACKEND}/
        """
            .formatted(backend.url(), users));
  }

  @Test
  void noSpellingReachesWhatIsProtected() throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    assertThat(Spellings.answer(address, port(), "/public/x"))
        .startsWith("HTTP/1.1 200")
        .endsWith("SECRET");
    assertThat(Spellings.reached(address, port(), backend)).isEmpty();
  }

  @Test
  void aProxySectionTakesTheUrlThatIsAskedFor() {
    assertThat(get("/closed/x").statusCode()).isEqualTo(403);
    assertThat(get("/app/closed/x").statusCode()).isEqualTo(403);
    assertThat(get("/open").body()).isEqualTo("SECRET");
    assertThat(get("/app/open").body()).isEqualTo("SECRET");
  }

  @Test
  void anAddressIsThatOfTheSocket() throws IOException {
    assertThat(get("/near", "X-Forwarded-For", "10.9.9.9").body()).isEqualTo("SECRET");
    try (RawClient client = RawClient.from("127.0.0.9", port())) {
      client.send(
          "GET /near HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 127.0.0.1\r\nConnection: close\r\n\r\n");
      assertThat(client.rest()).startsWith("HTTP/1.1 403").contains("AH01630");
    }
  }

  @Test
  void aPasswordIsAskedForAndChecked() {
    HttpResponse<String> asked = get("/login");
    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(asked.headers().firstValue("WWW-Authenticate"))
        .hasValue("Basic realm=\"the realm\"");
    assertThat(get("/login", "Authorization", basic("jane:wrong")).statusCode()).isEqualTo(401);
    assertThat(get("/login", "Authorization", basic("jane:password")).body()).isEqualTo("SECRET");
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
