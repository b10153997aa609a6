package io.torii.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The page of a running Torii with an API that says what a test wants, for what is hard to bring
 * about: hundreds of members, hostile values, every grade of finding. The page, its files and their
 * headers are the product's; the answers are those in {@code src/test/resources/manager} unless the
 * test gives others.
 */
final class RecordedApi implements AutoCloseable {

  private static final Path RECORDED = Path.of("src/test/resources/manager");
  private static final String PREFIX = "/balancer-manager";
  private static final Set<String> PASSED_ON =
      Set.of("content-type", "content-security-policy", "cache-control", "x-content-type-options");

  /** What is said. */
  private record Answer(int status, String type, Supplier<String> body) {}

  private final String torii;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<OutputStream> streams = new CopyOnWriteArrayList<>();

  /**
   * Starts.
   *
   * @param torii where the manager is whose page it shows, without the prefix
   */
  RecordedApi(String torii) throws IOException {
    this.torii = torii;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where the page is. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PREFIX + "/";
  }

  /** From now on that path below {@code api/} answers so. */
  void answer(String path, Supplier<String> json) {
    answers.put(path, new Answer(200, "application/json", json));
  }

  /** From now on that path below {@code api/} is answered by somebody else. */
  void answer(String path, int status, String type, String body) {
    answers.put(path, new Answer(status, type, () -> body));
  }

  /** From now on every path answers as it is recorded. */
  void reset() {
    answers.clear();
  }

  /** The Last-Event-ID of each page that has begun to listen; {@code null} where there is none. */
  List<String> asked() {
    return asked;
  }

  /** What is recorded for that path. */
  static String recorded(String path) {
    try {
      return Files.readString(RECORDED.resolve(path + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends an event to every page that listens. */
  void event(String kind, String json) throws IOException {
    byte[] block = ("event: " + kind + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    for (OutputStream stream : streams) {
      stream.write(block);
      stream.flush();
    }
  }

  /** How many pages listen. */
  int listeners() {
    return streams.size();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith(PREFIX + "/api/")) {
      passOn(exchange);
      return;
    }
    String resource = path.substring((PREFIX + "/api/").length());
    if (resource.equals("events/stream")) {
      asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(": here\n\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      streams.add(exchange.getResponseBody());
      return;
    }
    Answer answer =
        answers.getOrDefault(
            resource, new Answer(200, "application/json", () -> recorded(resource)));
    String body = answer.body().get();
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    send(exchange, answer.status(), body);
  }

  private void passOn(HttpExchange exchange) throws IOException {
    HttpResponse<String> page = Web.get(torii + exchange.getRequestURI().getRawPath());
    page.headers()
        .map()
        .forEach(
            (name, values) -> {
              if (PASSED_ON.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    send(exchange, page.statusCode(), page.body());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
