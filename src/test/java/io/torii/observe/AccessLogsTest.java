package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.rule.Request;
import io.torii.rule.Site;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which log has a line for which request. */
class AccessLogsTest {

  @TempDir Path folder;

  private static void write(Site site, Done... requests) {
    try (LogWriter writer = new LogWriter()) {
      AccessLogs logs =
          new AccessLogs(
              site.config(), writer, new ExpressionEvaluator(Clock.systemUTC(), Notices.NONE));
      for (Done request : requests) {
        logs.accept(request.make());
      }
    }
  }

  private static Done done(Site site, String target) {
    return new Done(site.visit(target).request());
  }

  private List<String> log(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }

  @Test
  void everyLogOfAServerHasItsLine() throws IOException {
    Site site =
        Site.of(
            "LogFormat \"%m\" short",
            "CustomLog " + folder.resolve("a.log") + " short",
            "CustomLog " + folder.resolve("b.log") + " \"%U\"",
            "CustomLog " + folder.resolve("b.log") + " \"%>s\"");
    write(site, done(site, "/x"), done(site, "/y").status(404, 404));
    assertThat(log("a.log")).containsExactly("GET", "GET");
    assertThat(log("b.log")).containsExactly("/x", "200", "/y", "404");
  }

  @Test
  void aHostWithALogOfItsOwnDoesNotWriteTheMainServers() throws IOException {
    Site site =
        Site.of(
            "CustomLog " + folder.resolve("main.log") + " \"%V %U\"",
            "<VirtualHost *:80>",
            "  ServerName first.example.com",
            "</VirtualHost>",
            "<VirtualHost *:80>",
            "  ServerName own.example.com",
            "  CustomLog " + folder.resolve("own.log") + " \"%V %U\"",
            "</VirtualHost>");
    write(
        site,
        new Done(site.visit("/1").host("own.example.com").request()),
        new Done(site.visit("/2").host("first.example.com").request()),
        new Done(site.visit("/3").on("192.0.2.80", 81).host("none.example.com").request()));
    assertThat(log("own.log")).containsExactly("own.example.com /1");
    assertThat(log("main.log")).containsExactly("first.example.com /2", "none.example.com /3");
  }

  @Test
  void aConditionDecidesByVariable() throws IOException {
    Site site =
        Site.of(
            "CustomLog " + folder.resolve("with.log") + " \"%U\" env=marked",
            "CustomLog " + folder.resolve("without.log") + " \"%U\" env=!marked");
    Request marked = site.visit("/marked").request();
    marked.env().put("marked", "");
    write(site, new Done(marked), done(site, "/other"));
    assertThat(log("with.log")).containsExactly("/marked");
    assertThat(log("without.log")).containsExactly("/other");
  }

  @Test
  void aConditionDecidesByWhatWasAnswered() throws IOException {
    Site site =
        Site.of(
            "CustomLog "
                + folder.resolve("bad.log")
                + " \"%U\" \"expr=%{REQUEST_STATUS} -ge 500 || resp('X-Odd') == 'yes'\"");
    write(
        site,
        done(site, "/good"),
        done(site, "/bad").status(200, 503),
        done(site, "/odd").answered("X-Odd", "yes"));
    assertThat(log("bad.log")).containsExactly("/bad", "/odd");
  }

  @Test
  void withoutALogNothingIsWritten() throws IOException {
    Site site = Site.of("Listen 80");
    write(site, done(site, "/x"));
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
