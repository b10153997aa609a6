package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Payara whose listeners do not always come back when they are started anew. */
@OnceInABuild
class HookPayaraIT extends TlsScripts {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestTls renewed = TestTls.forName("a.test");
  private Path calls;
  private Path lineage;

  @BeforeEach
  void payara() throws IOException {
    calls = Files.createFile(folder.resolve("calls"));
    Path asadmin = Files.createDirectory(folder.resolve("bin")).resolve("asadmin");
    Files.writeString(asadmin, "#!/bin/sh\necho \"$@\" >>'" + calls + "'\n");
    Files.setPosixFilePermissions(asadmin, PosixFilePermissions.fromString("rwx------"));
    lineage = lineage("a.test", renewed);
  }

  private Path lineage(String name, TestTls made) throws IOException {
    Path files = Files.createDirectories(folder.resolve("live").resolve(name));
    Files.writeString(files.resolve("fullchain.pem"), made.certificatePem());
    Files.writeString(files.resolve("privkey.pem"), made.keyPem());
    return files;
  }

  private int asked() throws IOException {
    return Files.readAllLines(calls).size();
  }

  private Command hook(Path of, Backend http, Backend https, int seconds) throws Exception {
    return hook(
        of,
        "PAYARA=" + folder,
        "PAYARA_HTTP=127.0.0.1:" + http.port(),
        "PAYARA_HTTPS=127.0.0.1:" + https.port(),
        "PAYARA_WAIT=" + seconds);
  }

  @Test
  void listenersThatAnswerAreAskedForOnce() throws Exception {
    try (Backend http = Backend.start(Script.ok("http"));
        Backend https = Backend.startTls(renewed, Script.ok("https"))) {
      assertThat(hook(lineage, http, https, 5)).isEqualTo(new Command(0, ""));
      assertThat(calls).hasContent("--interactive=false restart-http-listeners");
      // The listener has another site's certificate, which stays.
      Path other = lineage("b.test", TestTls.forName("b.test"));
      assertThat(hook(other, http, https, 5)).isEqualTo(new Command(0, ""));
      assertThat(asked()).isEqualTo(2);
    }
  }

  @Test
  void oneThatDoesNotComeBackIsAskedForAgain() throws Exception {
    try (Backend http = Backend.start(Script.ok("http"));
        Backend https = Backend.startTls(renewed, Script.ok("https"))) {
      http.stop();
      CompletableFuture<Command> done =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return hook(lineage, http, https, 4);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      await().atMost(SOON).until(() -> asked() == 2);
      http.restart();
      assertThat(done.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Command(0, ""));
      assertThat(asked()).isBetween(2, 3);
    }
  }

  @Test
  void anOldCertificateOrNoAnswerIsAnErrorInTheEnd() throws Exception {
    try (Backend http = Backend.start(Script.ok("http"));
        Backend old = Backend.startTls(TestTls.forName("a.test"), Script.ok("https"))) {
      Command failed = hook(lineage, http, old, 1);
      assertThat(failed.status()).isEqualTo(1);
      assertThat(failed.said())
          .contains("Payara's listeners have been started anew 3 times")
          .contains("127.0.0.1:" + old.port() + " not with the new certificate");
      assertThat(asked()).isEqualTo(3);
    }
  }
}
