package io.torii.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A server's own interface for those who deploy, over HTTP. */
final class Administration {

  /** A deployment takes long on a machine that has other things to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Payara now and then leaves a client waiting that offers to go on in HTTP/2. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Administration() {}

  /** The text of the answer, whatever its status. */
  static String ask(String url, String... headers) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).headers(headers).timeout(PATIENCE).build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
