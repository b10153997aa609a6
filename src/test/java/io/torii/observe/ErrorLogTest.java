package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ServerSettings.LogLevel;
import io.torii.rule.Request;
import io.torii.rule.Site;
import io.torii.rule.condition.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorLogTest {

  @TempDir Path folder;

  private Site site(String... levels) {
    String[] lines = new String[levels.length + 1];
    lines[0] = "ErrorLog " + folder.resolve("error.log");
    System.arraycopy(levels, 0, lines, 1, levels.length);
    return Site.of(lines);
  }

  private List<String> written(Request request, String code, String message) throws IOException {
    try (LogWriter writer = new LogWriter()) {
      assertThat(new ErrorLog(writer).log(LogLevel.ERROR, "proxy_http", request, code, message))
          .isTrue();
    }
    return Files.readAllLines(folder.resolve("error.log"));
  }

  @Test
  void aLineHasHttpdsForm() throws IOException {
    Request request = site().visit("/").from("192.0.2.7").request();
    assertThat(written(request, "AH01114", "the member \"m\" refuses"))
        .singleElement()
        .asString()
        .matches(
            "\\[(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}"
                + " \\d{4}] \\[proxy_http:error] \\[pid \\d+:tid \\d+] \\[client"
                + " 192\\.0\\.2\\.7:4711] AH01114: the member \"m\" refuses \\[request id-1]");
  }

  @Test
  void theClientIsTheOneBehindATrustedProxyAndACodeIsNotNeeded() throws IOException {
    Request request = site().visit("/").request();
    request.client(Requests.address("2001:db8::1"));
    assertThat(written(request, "", "why"))
        .singleElement()
        .asString()
        .endsWith("[client 2001:db8::1:4711] why [request id-1]");
  }

  @Test
  void aMessageIsOneLineWhateverTheClientSent() throws IOException {
    Request request = site().visit("/").request();
    assertThat(written(request, "", "a\nb\r\n[fake] \u001b[31m\u00e4\\"))
        .singleElement()
        .asString()
        .contains("a\\nb\\r\\n[fake] \\x1b[31m\\xe4\\\\ [request");
  }

  @ParameterizedTest
  @CsvSource({
    "LogLevel warn,             proxy, ERROR,  true",
    "LogLevel warn,             proxy, WARN,   true",
    "LogLevel warn,             proxy, NOTICE, false",
    "LogLevel error proxy:debug, proxy, DEBUG, true",
    "LogLevel error proxy:debug, core,  WARN,  false",
    "LogLevel emerg,            core,  ALERT,  false",
    "LogLevel trace8,           core,  TRACE8, true",
    "LogLevel trace1,           core,  TRACE2, false",
    "LogLevel proxy:trace2,     proxy, TRACE2, true",
    "LogLevel proxy:trace2,     core,  INFO,   false"
  })
  void theLevelOfTheModuleDecides(String line, String module, LogLevel level, boolean logged)
      throws IOException {
    Request request = site(line).visit("/").request();
    try (LogWriter writer = new LogWriter()) {
      ErrorLog log = new ErrorLog(writer);
      assertThat(log.enabled(level, module, request)).isEqualTo(logged);
      assertThat(log.log(level, module, request, "", "x")).isEqualTo(logged);
    }
    assertThat(Files.exists(folder.resolve("error.log"))).isEqualTo(logged);
  }

  @Test
  void aHostWritesItsOwnFile() throws IOException {
    Site site =
        site(
            "<VirtualHost *:80>",
            "  ServerName own.example.com",
            "  ErrorLog " + folder.resolve("own.log"),
            "</VirtualHost>",
            "<VirtualHost *:80>",
            "  ServerName b.example.com",
            "</VirtualHost>");
    assertThat(written(site.visit("/").host("b.example.com").request(), "", "main")).hasSize(1);
    try (LogWriter writer = new LogWriter()) {
      Request request = site.visit("/").host("own.example.com").request();
      new ErrorLog(writer).log(LogLevel.ERROR, "core", request, "", "own");
    }
    assertThat(Files.readAllLines(folder.resolve("own.log")))
        .singleElement()
        .asString()
        .contains("own [request");
    assertThat(Files.readAllLines(folder.resolve("error.log"))).hasSize(1);
  }

  @Test
  void withoutAFileTheProcesssOwnLogHasIt() {
    Request request = Site.of("Listen 80").visit("/").request();
    try (LogWriter writer = new LogWriter()) {
      assertThat(new ErrorLog(writer).log(LogLevel.DEBUG, "core", request, "", "x")).isFalse();
      assertThat(new ErrorLog(writer).log(LogLevel.WARN, "core", request, "", "x")).isTrue();
    }
  }
}
