package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests: known to Kubernetes, and of one mind with each other and with the product. */
class KubernetesFilesTest {

  private static final Map<String, String> LABEL = Map.of("app", "torii");

  private final Deployment deployment = Manifests.only(Deployment.class);
  private final PodSpec pod = deployment.getSpec().getTemplate().getSpec();
  private final Container container = pod.getContainers().get(0);
  private final Map<String, Integer> ports =
      container.getPorts().stream()
          .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));

  static Stream<Path> manifests() {
    return Manifests.files().stream();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void kubernetesKnowsEachField(Path file) throws IOException {
    assertThat(Manifests.read(Files.readString(file))).isNotEmpty();
  }

  /** Or the test above would prove nothing. */
  @ParameterizedTest
  @CsvSource({
    "deployment.yaml, readinessProbe, readynessProbe",
    "deployment.yaml, periodSeconds, periodSecond",
    "deployment.yaml, terminationGracePeriodSeconds: 50, terminationGracePeriodSeconds: soon",
    "deployment.yaml, apps/v1, apps/v1beta1",
    "service.yaml, targetPort, targetport",
    "configmap.yaml, data:, datas:",
    "networkpolicy.yaml, namespaceSelector, nameSpaceSelector",
    "poddisruptionbudget.yaml, maxUnavailable, maxUnavailables",
    "horizontalpodautoscaler.yaml, averageUtilization, averageUtilisation"
  })
  void whatIsMisspeltIsFound(String file, String right, String wrong) throws IOException {
    String text = Files.readString(Manifests.FOLDER.resolve(file));
    assertThat(text).contains(right);
    assertThatThrownBy(() -> Manifests.read(text.replaceFirst(right, wrong)))
        .isInstanceOf(RuntimeException.class)
        .hasMessageMatching("(?s).*(Unrecognized property|no type for|Cannot deserialize).*");
  }

  @Test
  void noManifestIsForgotten() throws IOException {
    try (Stream<Path> files = Files.list(Manifests.FOLDER)) {
      assertThat(
              files.filter(
                  f -> f.toString().endsWith(".yaml") && !f.endsWith("kustomization.yaml")))
          .containsExactlyInAnyOrderElementsOf(Manifests.files());
    }
  }

  @Test
  void kustomizeMakesAllOfThem() throws Exception {
    assumeTrue(Command.isThere("kubectl"), "kubectl has the kustomize that this test needs");
    Command built = Command.run("kubectl", "kustomize", Manifests.FOLDER.toString());
    assertThat(built.status()).as(built.said()).isZero();
    List<HasMetadata> made = Manifests.read(built.said());
    assertThat(made).hasSameSizeAs(Manifests.files());
    assertThat(made)
        .allMatch(m -> m.getMetadata().getLabels().containsKey("app.kubernetes.io/name"));
  }

  @Test
  void allOfThemMeanTheSamePods() {
    assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels()).isEqualTo(LABEL);
    assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(LABEL);
    assertThat(Manifests.only(Service.class).getSpec().getSelector()).isEqualTo(LABEL);
    PodDisruptionBudget budget = Manifests.only(PodDisruptionBudget.class);
    assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(LABEL);
    NetworkPolicy policy = Manifests.only(NetworkPolicy.class);
    assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(LABEL);
    HorizontalPodAutoscaler scaler = Manifests.only(HorizontalPodAutoscaler.class);
    assertThat(scaler.getSpec().getScaleTargetRef().getName())
        .isEqualTo(deployment.getMetadata().getName());
    // A budget of one for a single pod would stop every node from being emptied.
    assertThat(scaler.getSpec().getMinReplicas()).isGreaterThan(1);
    assertThat(container.getResources().getRequests()).containsKey("cpu");
  }

  @Test
  void theServiceOffersTheProxyAndNotTheManager() {
    assertThat(Manifests.only(Service.class).getSpec().getPorts())
        .singleElement()
        .extracting(p -> p.getTargetPort().getStrVal())
        .isEqualTo("http");
    Set<String> named =
        Manifests.only(NetworkPolicy.class).getSpec().getIngress().stream()
            .flatMap(rule -> rule.getPorts().stream())
            .map(p -> p.getPort().getStrVal())
            .collect(Collectors.toSet());
    assertThat(named).isEqualTo(ports.keySet());
  }

  @Test
  void theDirectiveFileIsWhereItIsReadAndListensWhereItIsAsked() {
    ConfigMap map = Manifests.only(ConfigMap.class);
    assertThat(pod.getVolumes().get(0).getConfigMap().getName())
        .isEqualTo(map.getMetadata().getName());
    assertThat(container.getVolumeMounts().get(0).getSubPath()).isNull();
    assertThat(container.getArgs())
        .startsWith("-f", container.getVolumeMounts().get(0).getMountPath() + "/*.conf");
    assertThat(Manifests.directives().lines().filter(line -> line.startsWith("Listen ")))
        .containsExactlyInAnyOrderElementsOf(
            ports.values().stream().map(port -> "Listen " + port).toList());
    for (Probe probe :
        List.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())) {
      assertThat(ports).containsKey(probe.getHttpGet().getPort().getStrVal());
    }
  }

  @Test
  void aPodIsGivenTheTimeToDrain() {
    List<String> options = container.getArgs();
    int delay = seconds(options, "torii.drain.delay=");
    int timeout = seconds(options, "torii.drain.timeout=");
    assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan((long) delay + timeout);
    // It is taken out of the Service before it stops to listen.
    Probe ready = container.getReadinessProbe();
    assertThat(ready.getPeriodSeconds() * ready.getFailureThreshold()).isLessThan(delay);
  }

  private static int seconds(List<String> options, String name) {
    return options.stream()
        .filter(option -> option.startsWith(name))
        .mapToInt(option -> Integer.parseInt(option.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }
}
