package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.manager.ManagerApplication;
import io.torii.runtime.Beans;
import io.torii.runtime.GateBeans;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** The manager over some state behind a front that forwards to it, in the embedded Tomcat. */
final class ManagerBed implements AutoCloseable {

  private static final String PREFIX = "/balancer-manager";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Tomcat tomcat;
  private final int port;

  private ManagerBed(Tomcat tomcat, int port) {
    this.tomcat = tomcat;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param gate the bean of the state
   * @param office the bean that changes it
   */
  static ManagerBed start(Path base, Class<?> gate, Class<?> office) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    tomcat.setAddDefaultWebXmlToWebapp(false);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    List<Class<?>> beans = new ArrayList<>(Beans.ALL);
    beans.remove(GateBeans.class);
    beans.add(gate);
    beans.add(SampleBeans.Measured.class);
    beans.add(SampleBeans.Doctor.class);
    beans.add(office);
    new EmbeddedContext(ManagerApplication.class, beans, List.of(front()))
        .accept(tomcat.addContext("", base.toString()));
    tomcat.start();
    return new ManagerBed(tomcat, connector.getLocalPort());
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static ServletContainerInitializer front() {
    Filter filter =
        (request, response, chain) -> {
          String rest = ((HttpServletRequest) request).getRequestURI().substring(PREFIX.length());
          boolean page = rest.isEmpty() || rest.equals("/");
          request
              .getRequestDispatcher(ManagerApplication.PATH + (page ? "/page" : rest))
              .forward(request, response);
        };
    return (classes, servlets) -> {
      servlets.addServlet("none", new None()).addMapping("/");
      servlets
          .addFilter("front", filter)
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    };
  }

  private static final class None extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  /** A change of whatever is there. */
  HttpResponse<String> change(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, "If-Match", "*", "Content-Type", "application/json");
  }

  /** A change of whatever is there, which is made. */
  HttpResponse<String> changed(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response = change(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
    return response;
  }

  /** Sees that a change is not made because of a field. */
  static void refused(HttpResponse<String> response, String field, String... words) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
    for (String word : words) {
      assertThat(response.body()).contains(word);
    }
  }

  /** The differences from the configuration, as the API has them. */
  String changes() throws IOException, InterruptedException {
    return send("GET", "/api/changes", "").body();
  }

  /** A request and its answer. */
  HttpResponse<String> send(String method, String path, String body, String... fields)
      throws IOException, InterruptedException {
    return send(method, path, body, HttpResponse.BodyHandlers.ofString(), fields);
  }

  /** A request and its answer, whose body is read as somebody likes. */
  <T> HttpResponse<T> send(
      String method, String path, String body, HttpResponse.BodyHandler<T> reader, String... fields)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + PREFIX + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return CLIENT.send(request.build(), reader);
  }
}
