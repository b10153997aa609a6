package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are noticed by themselves: not only the one that -f names. */
@OnceInABuild
class WatchIT {

  /** Noticed within five seconds, still for half a second, and then read. */
  private static final Duration SOON = Duration.ofSeconds(6);

  @TempDir Path folder;
  private final int port = ToriiProcess.freePort();
  private Backend backend;

  @BeforeEach
  void start() throws IOException {
    backend = Backend.start(Script.each((request, wire) -> wire.answer(200, request.target())));
  }

  @AfterEach
  void stop() throws IOException {
    backend.close();
  }

  private ToriiProcess started(String... lines) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            "Listen 127.0.0.1:" + port + "\n" + String.join("\n", lines) + "\n");
    return ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  private int status(String path, String... headers) {
    return Web.get("http://127.0.0.1:" + port + path, headers).statusCode();
  }

  private String rule(String path) {
    return "ProxyPass /" + path + " " + backend.url() + "/" + path + "\n";
  }

  @Test
  void includedFilesMayComeChangeAndGo() throws IOException {
    Path sites = Files.createDirectory(folder.resolve("sites"));
    Files.writeString(sites.resolve("1.conf"), rule("one"));
    try (ToriiProcess torii = started("Include sites/*.conf")) {
      assertThat(status("/one")).isEqualTo(200);
      assertThat(status("/two")).isEqualTo(404);

      Path second = Files.writeString(sites.resolve("2.conf"), rule("two"));
      await().atMost(SOON).until(() -> status("/two") == 200);

      Files.writeString(second, rule("three"));
      await().atMost(SOON).until(() -> status("/three") == 200);
      assertThat(status("/two")).isEqualTo(404);

      Files.delete(second);
      await().atMost(SOON).until(() -> status("/three") == 404);
      assertThat(status("/one")).isEqualTo(200);
      assertThat(torii.err()).doesNotContain("refused", "Exception");
    }
  }

  @Test
  void aMatchThatIsNoDirectiveFileIsRefusedAndItsEndIsNoticed() throws IOException {
    Path sites = Files.createDirectory(folder.resolve("sites"));
    Files.writeString(sites.resolve("1.conf"), rule("one"));
    try (ToriiProcess torii = started("IncludeOptional sites/*")) {
      Path stray = Files.writeString(sites.resolve("1.conf.swp"), "nonsense\n");
      await().atMost(SOON).until(() -> torii.err().contains(stray + ":1: Unknown directive"));
      assertThat(status("/one")).isEqualTo(200);
      Files.delete(stray);
      await().atMost(SOON).until(() -> torii.err().contains("AH00493"));
      assertThat(status("/one")).isEqualTo(200);
    }
  }

  /** ServerRoot is the folder itself: what the manager keeps there holds no directives. */
  @Test
  void aFolderInWhichChangesAreKeptIsReadAgainOnlyWhenItsDirectivesChange() throws IOException {
    for (String pattern : List.of("", "/*")) {
      Path site = Files.createDirectory(folder.resolve("site" + pattern.length()));
      Files.writeString(
          site.resolve("1.conf"),
          "Listen 127.0.0.1:%d\n%s".formatted(port, rule("one"))
              + """
                  BalancerPersist On
                  <Proxy balancer://b>
                    BalancerMember %s
                  </Proxy>
                  ProxyPass /b balancer://b
                  <Location /manager>
                    SetHandler balancer-manager
                  </Location>
                  """
                  .formatted(backend.url()));
      ManagerApi api = ManagerApi.at(port);
      String member = ManagerApi.member("b", backend.url());
      try (ToriiProcess torii = ToriiProcess.start("-f", site + pattern).awaitPort(port)) {
        for (int weight = 2; weight < 8; weight++) {
          api.change("PATCH", member, "{\"weight\":" + weight + "}");
          await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        }
        assertThat(site.resolve("torii-changes.json")).exists();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(torii.err()).doesNotContain("AH00493", "refused");

        Files.writeString(site.resolve("2.conf"), rule("two"));
        await().atMost(SOON).until(() -> status("/two") == 200);
        assertThat(api.settings(member).getInt("weight")).isEqualTo(7);
      }
      try (ToriiProcess torii = ToriiProcess.start("-f", site + pattern).awaitPort(port)) {
        assertThat(api.settings(member).getInt("weight")).isEqualTo(7);
        assertThat(torii.err()).doesNotContain("torii-changes.json");
      }
    }
  }

  @Test
  void aNewPasswordCountsWithoutASignal() throws Exception {
    Path users = Files.writeString(folder.resolve("users"), "alice:" + sha("old") + "\n");
    try (ToriiProcess torii =
        started(
            rule("app"),
            "<Location /app>",
            "AuthType Basic",
            "AuthName test",
            "AuthUserFile " + users,
            "Require valid-user",
            "</Location>")) {
      assertThat(status("/app")).isEqualTo(401);
      assertThat(status("/app", "Authorization", basic("old"))).isEqualTo(200);
      assertThat(status("/app", "Authorization", basic("new"))).isEqualTo(401);

      Files.writeString(users, "alice:" + sha("new") + "\n");
      await().atMost(SOON).until(() -> status("/app", "Authorization", basic("new")) == 200);
      assertThat(status("/app", "Authorization", basic("old"))).isEqualTo(401);
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  private static String basic(String password) {
    String pair = "alice:" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private static String sha(String password) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.US_ASCII));
    return "{SHA}" + Base64.getEncoder().encodeToString(digest);
  }
}
