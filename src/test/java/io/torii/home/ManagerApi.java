package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.manager.OpenApi;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A client of the manager's API, which remembers the operations that it has used. */
final class ManagerApi {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String base;
  private final Set<String> used = new TreeSet<>();

  /**
   * A client.
   *
   * @param base where the API is, without a slash at the end
   */
  ManagerApi(String base) {
    this.base = base;
  }

  /** An answer. */
  record Answer(int status, String etag, String text) {

    JsonNode json() {
      return JSON.readTree(text);
    }

    Answer hasStatus(int expected) {
      assertThat(status).as(text).isEqualTo(expected);
      return this;
    }
  }

  /** The operations so far, as {@code get /balancers/{balancer}}. */
  Set<String> used() {
    return used;
  }

  /** A GET of a template's path, its names filled in. */
  Answer get(String template, String... values) {
    return send("GET", template, "", "", values);
  }

  /** A change of whatever is there. */
  Answer change(String method, String template, String body, String... values) {
    return send(method, template, body, "*", values);
  }

  /**
   * A request.
   *
   * @param template such as {@code /balancers/{balancer}}, perhaps with a query
   * @param body JSON; empty for none
   * @param ifMatch empty for none
   */
  Answer send(String method, String template, String body, String ifMatch, String... values) {
    String operation = method.toLowerCase(Locale.ROOT) + " " + template.replaceFirst("\\?.*", "");
    used.add(operation);
    String path = template;
    for (String value : values) {
      String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      path = path.replaceFirst("\\{\\w+}", encoded);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      assertThat(OpenApi.statuses(operation))
          .as("what openapi.yaml says of %s, which answered: %s", operation, response.body())
          .contains(String.valueOf(response.statusCode()));
      return new Answer(
          response.statusCode(), response.headers().firstValue("ETag").orElse(""), response.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
