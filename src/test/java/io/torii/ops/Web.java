package io.torii.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of the running product. */
public final class Web {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Web() {}

  public static HttpResponse<String> get(String url, String... headers) {
    return send(CLIENT, url, headers);
  }

  /** Any method, with a body unless that is empty. */
  static HttpResponse<String> request(String method, String url, String body, String... headers) {
    BodyPublisher sent = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request = to(url).method(method, sent);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(CLIENT, request.build());
  }

  /** A body of that type. */
  public static HttpResponse<String> post(String url, String type, String body) {
    BodyPublisher sent = BodyPublishers.ofString(body);
    return send(CLIENT, to(url).header("Content-Type", type).POST(sent).build());
  }

  public static HttpResponse<String> send(HttpClient client, String url, String... headers) {
    HttpRequest.Builder request = to(url);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(client, request.build());
  }

  private static HttpRequest.Builder to(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
  }

  /** A change in JSON of what has whatever state. */
  static HttpResponse<String> change(String method, String url, String json) {
    HttpRequest.Builder request = to(url).method(method, BodyPublishers.ofString(json));
    request.header("Content-Type", "application/json").header("If-Match", "*");
    return send(CLIENT, request.build());
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
