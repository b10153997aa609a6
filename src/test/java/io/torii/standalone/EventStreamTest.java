package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.admin.Event;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a stream of events, and for how long. */
class EventStreamTest {

  private static ManagerBed bed;

  @BeforeAll
  static void start(@TempDir Path base) throws Exception {
    ChangingBeans.configure(base, "ProxyPass /a http://127.0.0.1:9/a\n");
    bed = ManagerBed.start(base, ChangingBeans.Gate.class, ChangingBeans.Office.class);
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
  }

  /** A page that is left open, or a HEAD each of something that watches, must not use them up. */
  @Test
  void aHeadAloneHoldsNoStreamOfEvents() throws Exception {
    for (int i = 0; i < 40; i++) {
      HttpResponse<String> head = bed.send("HEAD", "/api/events/stream", "");
      assertThat(head.statusCode()).as("HEAD %s", i).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
    }
    HttpResponse<InputStream> stream =
        bed.send("GET", "/api/events/stream", "", HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    stream.body().close();
  }

  @Test
  void aStreamOfEventsEndsWithAReload() throws Exception {
    try (InputStream stream =
            bed.send("GET", "/api/events/stream", "", HttpResponse.BodyHandlers.ofInputStream())
                .body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("retry: 2000");
      ChangingBeans.EVENTS.add(Event.Kind.RELOAD, "", "", "read again");
      ChangingBeans.EVENTS.add(Event.Kind.STATE, "", "", "what came of it");
      String rest =
          CompletableFuture.supplyAsync(() -> lines.lines().collect(Collectors.joining("\n")))
              .get(10, TimeUnit.SECONDS);
      assertThat(rest).contains("read again").doesNotContain("what came of it");
    }
  }
}
