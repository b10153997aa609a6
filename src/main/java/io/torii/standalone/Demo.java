package io.torii.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.torii.config.ListenerPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Three backends in this process, and a page that stops and starts them. */
final class Demo {

  private static final List<String> ROUTES = List.of("app1", "app2", "app3");

  private final List<DemoBackend> backends = new ArrayList<>();
  private final HttpServer control;

  /** Starts the backends and their control page, each on a free loopback port. */
  Demo() throws IOException {
    control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    control.createContext("/", this::control);
    control.start();
    String links = "<p><a href=\"" + controlUrl() + "\">Stop and start the backends</a></p>\n";
    for (String route : ROUTES) {
      DemoBackend backend = new DemoBackend(route, links);
      backend.start();
      backends.add(backend);
    }
  }

  /**
   * What makes a sticky balancer out of the backends, as MicroProfile Config properties.
   *
   * @param listenAsked false to choose a port where the default one is taken
   */
  Map<String, String> properties(boolean listenAsked) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(
        "torii.balancer.demo.members",
        backends.stream()
            .map(b -> b.url() + " route=" + b.route())
            .collect(Collectors.joining(", ")));
    properties.put("torii.balancer.demo.stickysession", "JSESSIONID|jsessionid");
    properties.put("torii.proxy-pass.demo", "/ balancer://demo/");
    if (!listenAsked) {
      properties.put("torii.listen", Integer.toString(port()));
    }
    return properties;
  }

  /** Prints what to open, once the proxy answers. */
  void announce(PrintStream out, int port, String managerPath) {
    out.println("Torii demo: a sticky balancer over three backends in this process.");
    out.println();
    out.println("  http://localhost:" + port + "/");
    out.println("      names the backend; reload: a browser keeps its session's backend,");
    out.println("      curl (no cookies) goes round all three");
    out.println("  http://localhost:" + port + managerPath + "/");
    out.println("      the balancer-manager");
    out.println("  " + controlUrl());
    out.println("      stops and starts each backend");
    out.println();
    out.println("Stop with Ctrl-C.");
    out.flush();
  }

  void close() {
    control.stop(0);
    backends.parallelStream().forEach(DemoBackend::stop); // each takes its second
  }

  private String controlUrl() {
    return "http://127.0.0.1:" + control.getAddress().getPort() + "/";
  }

  /** The default port if it is free, else any free one. */
  private static int port() {
    OptionalInt free = bindable(ListenerPlan.DEFAULT_PORT);
    return free.isPresent() ? free.getAsInt() : bindable(0).orElse(ListenerPlan.DEFAULT_PORT);
  }

  private static OptionalInt bindable(int port) {
    try (ServerSocket probe = new ServerSocket(port)) {
      return OptionalInt.of(probe.getLocalPort());
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  private void control(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    for (DemoBackend backend : backends) {
      if (("stop=" + backend.route()).equals(query)) {
        backend.stop();
      } else if (("start=" + backend.route()).equals(query)) {
        backend.start();
      }
    }
    StringBuilder page =
        new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Demo"
                + " backends</title></head>\n"
                + "<body style=\"font-family:sans-serif;margin:3rem\"><h1>Demo backends</h1>\n<ul>\n");
    for (DemoBackend backend : backends) {
      String action = backend.running() ? "stop" : "start";
      page.append("<li>")
          .append(backend.route())
          .append(backend.running() ? " is running: " : " is stopped: ")
          .append("<a href=\"/?")
          .append(action)
          .append('=')
          .append(backend.route())
          .append("\">")
          .append(action)
          .append("</a></li>\n");
    }
    byte[] body = page.append("</ul></body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
