package io.torii.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import io.torii.manager.ManagerApplication;
import io.torii.runtime.Gate;
import io.torii.runtime.PortBinder;
import io.torii.testkit.RawClient;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault of our own behind the filter, in the embedded Tomcat. */
class FrontFilterTest {

  @TempDir Path folder;
  private final Tomcat tomcat = new Tomcat();
  private Gate gate;
  private int port;

  @BeforeEach
  void start() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            ErrorLog error.log
            LogFormat "%U %>s %B %X %L" short
            CustomLog access.log short
            """);
    Loaded loaded = ConfigLoader.load(LoadRequest.files(file.toString()));
    gate = new Gate(() -> loaded, loaded, false, PortBinder.container());
    ServletContainerInitializer front =
        (classes, servlets) -> {
          servlets.addServlet(FrontServlet.NAME, new Faulty()).addMapping("/*");
          servlets
              .addFilter("front", new FrontFilter(gate, ManagerApplication.PATH))
              .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        };
    tomcat.setBaseDir(folder.toString());
    tomcat.setSilent(true);
    tomcat.setAddDefaultWebXmlToWebapp(false);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder.toString());
    context.addServletContainerInitializer(front, Set.of());
    tomcat.start();
    port = connector.getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    gate.close();
  }

  /** In the place of the front servlet. */
  private static final class Faulty extends HttpServlet {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      switch (request.getRequestURI()) {
        case "/begun" -> {
          response.setContentLength(10);
          response.getOutputStream().write(1);
          response.flushBuffer();
          throw new IllegalStateException("on purpose");
        }
        case "/error" -> throw new StackOverflowError("on purpose");
        default -> throw new IllegalStateException("on purpose");
      }
    }
  }

  private String ask(String path) throws IOException {
    return RawClient.ask(port, "GET " + path + " HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n");
  }

  private String logged(String file, String wanted) {
    Path log = folder.resolve(file);
    await().untilAsserted(() -> assertThat(log).content().containsPattern(Pattern.compile(wanted)));
    try {
      Matcher found = Pattern.compile(wanted).matcher(Files.readString(log));
      return found.find() ? found.group(1) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isRecordedAsWhatTheClientGets() throws IOException {
    assertThat(ask("/early")).startsWith("HTTP/1.1 500 ");
    String id = logged("access.log", "/early 500 0 [-+] (\\S+)\n");
    assertThat(id).isNotEqualTo("-");
    logged(
        "error.log",
        "\\[core:error\\] .*(java\\.lang\\.IllegalStateException): on purpose \\[request "
            + Pattern.quote(id));
    logged("error.log", "(Faulty\\.service).* \\[request " + Pattern.quote(id));
  }

  @Test
  void soIsAnError() throws IOException {
    assertThat(ask("/error")).startsWith("HTTP/1.1 500 ");
    String id = logged("access.log", "/error 500 0 [-+] (\\S+)\n");
    logged("error.log", "(StackOverflowError): on purpose \\[request " + Pattern.quote(id));
  }

  @Test
  void whatHasBegunIsCut() throws IOException {
    assertThat(ask("/begun")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n\u0001");
    String id = logged("access.log", "/begun \\d+ 0 X (\\S+)\n");
    logged("error.log", "(IllegalStateException): on purpose \\[request " + Pattern.quote(id));
  }
}
