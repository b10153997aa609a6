package io.torii.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The API's description as it is packaged. */
public final class OpenApi {

  private OpenApi() {}

  static JsonNode document() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(in));
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
                    .fieldNames()
                    .forEachRemaining(verb -> found.add(verb + " " + path.getKey())));
    return found;
  }
}
