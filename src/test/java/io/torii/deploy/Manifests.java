package io.torii.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Kubernetes' manifests, read into its own types as its API server does it with {@code
 * fieldValidation=Strict}: a field that it does not know is an error.
 */
final class Manifests {

  static final Path FOLDER = Path.of("deploy/kubernetes");

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ConfigMap.class,
          Deployment.class,
          Service.class,
          HorizontalPodAutoscaler.class,
          NetworkPolicy.class,
          PodDisruptionBudget.class);

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .annotationIntrospector(new Strict())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Manifests() {}

  /** The types would put what they do not know into a map of their own. */
  private static final class Strict extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
      return false;
    }
  }

  /** Those that the folder's kustomization names. */
  static List<Path> files() {
    JsonNode names = tree(FOLDER.resolve("kustomization.yaml")).get("resources");
    return names.valueStream().map(name -> FOLDER.resolve(name.asString())).toList();
  }

  static JsonNode tree(Path file) {
    return YAML.readTree(text(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every document of a text. */
  static List<HasMetadata> read(String text) {
    return Stream.of(text.split("(?m)^---$")).map(Manifests::one).toList();
  }

  private static HasMetadata one(String text) {
    JsonNode tree = YAML.readTree(text);
    String kind = tree.path("kind").asString();
    for (Class<? extends HasMetadata> type : KINDS) {
      String version = HasMetadata.getApiVersion(type);
      if (HasMetadata.getKind(type).equals(kind)
          && tree.path("apiVersion").asString().equals(version)) {
        return YAML.treeToValue(tree, type);
      }
    }
    throw new IllegalArgumentException("no type for " + kind + " in " + tree.get("apiVersion"));
  }

  /** The only one of its kind in the folder. */
  static <T extends HasMetadata> T only(Class<T> type) {
    List<T> found =
        files().stream()
            .flatMap(file -> read(text(file)).stream())
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(type.getSimpleName() + ": " + found.size());
    }
    return found.get(0);
  }

  /** The directive file of the ConfigMap. */
  static String directives() {
    return Objects.requireNonNull(only(ConfigMap.class).getData().get("torii.conf"));
  }
}
