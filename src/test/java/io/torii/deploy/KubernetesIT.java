package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.torii.ops.Load;
import io.torii.ops.Web;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.RawClient;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ConfigMap's directive file in a volume as the kubelet makes it, and the pod's arguments. */
@OnceInABuild
class KubernetesIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** For what is not about the end. */
  private static final String[] AT_ONCE = {"-D", "torii.drain.delay=0"};

  @TempDir Path volume;

  private final int port = ToriiProcess.freePort();
  private final int manager = ToriiProcess.freePort();
  private final ExampleApp app1 = new ExampleApp("app1");
  private final ExampleApp app2 = new ExampleApp("app2");
  private final Container container =
      Manifests.only(Deployment.class).getSpec().getTemplate().getSpec().getContainers().get(0);
  private int version;

  @BeforeEach
  void volume() throws IOException {
    kubelet(directives(app1));
    Files.createSymbolicLink(volume.resolve("torii.conf"), Path.of("..data/torii.conf"));
  }

  private ToriiProcess start(String... more) {
    List<String> arguments = new ArrayList<>(container.getArgs());
    arguments.replaceAll(a -> a.replace("/etc/torii", volume.toString()));
    arguments.addAll(
        List.of("-D", "torii.listen=127.0.0.1:%d,127.0.0.1:%d".formatted(port, manager)));
    arguments.addAll(List.of(more));
    return ToriiProcess.start(arguments.toArray(String[]::new)).awaitPort(port).awaitPort(manager);
  }

  @AfterEach
  void stop() {
    app1.close();
    app2.close();
  }

  private String directives(ExampleApp member) {
    return Manifests.directives()
        .replace("8081", Integer.toString(manager))
        .replace("*:8080", "*:" + port)
        .replaceAll("app-\\d\\.app:8080", member.address());
  }

  /** A new folder, and ..data moved over to it at once: the file's own link never changes. */
  private void kubelet(String text) throws IOException {
    version++;
    Path folder = Files.createDirectory(volume.resolve("..2026_" + version));
    Files.writeString(folder.resolve("torii.conf"), text);
    Path link = Files.createSymbolicLink(volume.resolve("..data_tmp"), folder.getFileName());
    Files.move(link, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }

  private String body() {
    return Web.get("http://127.0.0.1:" + port + "/").body();
  }

  /** As the kubelet asks: from elsewhere, with the pod's address for a host. */
  private int asked(String path, String... fields) throws IOException {
    try (RawClient client = RawClient.from("127.0.0.9", manager)) {
      String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
      String answer =
          client
              .send("GET " + path + " HTTP/1.1\r\nHost: 10.1.2.3:8081\r\n" + more + "\r\n")
              .until("\r\n");
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  @Test
  void aSwappedVolumeIsTakenWithoutLosingARequest() throws Exception {
    try (ToriiProcess torii = start(AT_ONCE);
        Load load = Load.of(2, () -> body().replaceAll("\\d", ""), "app")) {
      await().atMost(SOON).until(() -> load.served() > 10);
      assertThat(body()).isEqualTo("app1");
      kubelet(directives(app2));
      await().atMost(SOON).until(() -> body().equals("app2"));
      kubelet("nonsense\n");
      await().atMost(SOON).until(() -> torii.err().contains("The new configuration is refused"));
      assertThat(body()).isEqualTo("app2");
      assertThat(load.stop()).isEmpty();
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void theProbesAreAnsweredAndTheManagerIsNot() throws IOException {
    try (ToriiProcess torii = start(AT_ONCE)) {
      for (Probe probe :
          List.of(
              container.getStartupProbe(),
              container.getLivenessProbe(),
              container.getReadinessProbe())) {
        assertThat(asked(probe.getHttpGet().getPath())).isEqualTo(200);
      }
      Map<String, String> annotations =
          Manifests.only(Deployment.class).getSpec().getTemplate().getMetadata().getAnnotations();
      assertThat(asked(annotations.getOrDefault("prometheus.io/path", "none"))).isEqualTo(200);
      assertThat(asked("/balancer-manager")).isEqualTo(403);
      assertThat(asked("/balancer-manager/api/balancers", "X-Forwarded-For: 127.0.0.1"))
          .isEqualTo(403);
      assertThat(torii.alive()).isTrue();
    }
  }

  @Test
  void aPodThatEndsIsFirstNotReadyAndStillServes() throws IOException {
    try (ToriiProcess torii = start()) {
      torii.terminate();
      String ready = container.getReadinessProbe().getHttpGet().getPath();
      await().atMost(SOON).until(() -> asked(ready) == 503);
      assertThat(body()).isEqualTo("app1");
      assertThat(asked(container.getLivenessProbe().getHttpGet().getPath())).isEqualTo(200);
      assertThat(torii.awaitEnd()).isEqualTo(143);
    }
  }
}
