package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedContextTest {

  private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

  /** Sends what is below /shown to the API and answers 404 for the rest, as the front does. */
  private static final ServletContainerInitializer FRONT =
      (classes, servlets) -> {
        Greeter greeter = CDI.current().select(Greeter.class).get();
        EVENTS.add("front " + greeter.greet("cdi").text());
        servlets.addListener(
            new ServletContextListener() {
              @Override
              public void contextDestroyed(ServletContextEvent event) {
                EVENTS.add("front destroyed");
              }
            });
        servlets.addServlet("none", new None()).addMapping("/");
        Filter front =
            (request, response, chain) -> {
              String path = ((HttpServletRequest) request).getRequestURI();
              if (path.startsWith("/shown/")) {
                request
                    .getRequestDispatcher("/.test/" + path.substring("/shown/".length()))
                    .forward(request, response);
              } else {
                ((HttpServletResponse) response).sendError(404);
              }
            };
        servlets
            .addFilter("front", front)
            .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
      };

  @Test
  void servesJsonFromACdiBeanOnlyThroughTheFront(@TempDir Path base) throws Exception {
    EVENTS.clear();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    tomcat.setAddDefaultWebXmlToWebapp(false);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    new EmbeddedContext(Api.class, List.of(Greetings.class, Greeter.class), List.of(FRONT))
        .accept(tomcat.addContext("", base.toString()));
    tomcat.start();
    try {
      int port = connector.getLocalPort();

      HttpResponse<String> shown = get(port, "/shown/greetings/you");
      assertThat(shown.body()).isEqualTo("{\"count\":2,\"text\":\"hello you\"}");
      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/json");

      assertThat(get(port, "/.test/greetings/you").statusCode()).isEqualTo(404);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
    assertThat(EVENTS).containsExactly("front hello cdi", "front destroyed", "bean destroyed");
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Tomcat runs no filter for a path that no servlet is mapped to. */
  private static final class None extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  @ApplicationPath("/.test")
  public static class Api extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Greetings.class);
    }
  }

  @ApplicationScoped
  @jakarta.ws.rs.Path("greetings")
  public static class Greetings {

    @Inject Greeter greeter;

    @GET
    @jakarta.ws.rs.Path("{name}")
    @Produces("application/json")
    public Greeting greet(@PathParam("name") String name) {
      return greeter.greet(name);
    }
  }

  /** As the API's views are: a record. */
  public record Greeting(String text, int count) {}

  @ApplicationScoped
  public static class Greeter {

    private int count;

    @Inject
    @ConfigProperty(name = "torii.test.greeting", defaultValue = "hello")
    String word;

    public Greeting greet(String name) {
      return new Greeting(word + " " + name, ++count);
    }

    @PreDestroy
    void end() {
      EVENTS.add("bean destroyed");
    }
  }
}
