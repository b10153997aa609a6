package io.torii.manager;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The API's description as it is packaged. */
public final class OpenApi {

  private OpenApi() {}

  static JsonNode document() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.yaml")) {
      return new YAMLMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Method in lower case and path, such as {@code get /balancers/{balancer}}. */
  public static List<String> operations() {
    List<String> found = new ArrayList<>();
    document()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(verb -> found.add(verb + " " + path.getKey())));
    return found;
  }

  /** The statuses that an operation may answer with. */
  public static List<String> statuses(String operation) {
    return List.copyOf(operation(operation).get("responses").propertyNames());
  }

  /** What stands under a method and path. */
  static JsonNode operation(String operation) {
    String[] words = operation.split(" ", 2);
    JsonNode path = Objects.requireNonNull(document().get("paths").get(words[1]), words[1]);
    return Objects.requireNonNull(path.get(words[0]), operation);
  }
}
