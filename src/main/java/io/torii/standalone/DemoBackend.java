package io.torii.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A small application server for the demo. It counts visits in a session and names itself in the
 * session's cookie, {@code JSESSIONID=ID.ROUTE}, as servlet containers do. It can be stopped and
 * started again on the same port.
 */
final class DemoBackend {

  private static final String COOKIE = "JSESSIONID=";

  /** How long the slow page takes: long enough to watch it count as busy. */
  private static final long SLOW_SECONDS = 3;

  private final String route;
  private final String links;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, AtomicInteger> sessions = new ConcurrentHashMap<>();
  private int port;
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  /**
   * A backend that is not running yet.
   *
   * @param links HTML at the end of each page
   */
  DemoBackend(String route, String links) {
    this.route = route;
    this.links = links;
  }

  String route() {
    return route;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  synchronized boolean running() {
    return server != null;
  }

  /** Listens on a free port, the same one each time. */
  synchronized void start() throws IOException {
    if (server != null) {
      return;
    }
    HttpServer fresh =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
    port = fresh.getAddress().getPort();
    fresh.createContext("/", this::page);
    fresh.createContext("/slow", this::slow);
    fresh.createContext("/fail", x -> send(x, 500, "<p>This page always fails.</p>"));
    threads = Executors.newCachedThreadPool(DemoBackend::daemon);
    fresh.setExecutor(threads);
    fresh.start();
    server = fresh;
  }

  /** Stops listening, lets requests in flight finish for a second, and closes what is left. */
  synchronized void stop() {
    HttpServer old = server;
    if (old == null) {
      return;
    }
    server = null;
    old.stop(1);
    if (threads != null) {
      threads.shutdown();
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    String session = session(exchange);
    int visits = sessions.computeIfAbsent(session, s -> new AtomicInteger()).incrementAndGet();
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", COOKIE + session + "." + route + "; Path=/; HttpOnly");
    send(
        exchange,
        200,
        "<p>Visits in this session: <strong>" + visits + "</strong>, session " + session + "</p>");
  }

  private void slow(HttpExchange exchange) throws IOException {
    try {
      TimeUnit.SECONDS.sleep(SLOW_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    send(exchange, 200, "<p>That took " + SLOW_SECONDS + " seconds.</p>");
  }

  /** The session that the cookie names if it is one of ours, else a new one. */
  private String session(HttpExchange exchange) {
    List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
    for (String line : cookies) {
      for (String cookie : line.split(";", -1)) {
        String text = cookie.strip();
        if (text.startsWith(COOKIE)) {
          String id = text.substring(COOKIE.length()).replaceFirst("\\..*$", "");
          if (sessions.containsKey(id)) {
            return id;
          }
        }
      }
    }
    return Long.toHexString(random.nextLong());
  }

  private void send(HttpExchange exchange, int status, String content) throws IOException {
    String html =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
            + route
            + "</title></head>\n<body style=\"font-family:sans-serif;margin:3rem\"><h1>Served by "
            + route
            + "</h1>\n"
            + content
            + "\n<p><a href=\"/\">again</a> · <a href=\"/slow\">a slow page</a> ·"
            + " <a href=\"/fail\">a failing page</a></p>\n"
            + links
            + "</body></html>\n";
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "torii-demo");
    thread.setDaemon(true);
    return thread;
  }
}
