package io.torii.manager;

import io.torii.admin.Event;
import io.torii.admin.Events;
import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What has happened lately, and what happens from now on. */
@ApplicationScoped
@Path("api/events")
public class EventsResource {

  /** Each holds a thread. */
  private static final int MOST_STREAMS = 32;

  private static final int TOO_MANY = 503;

  /** Between two signs of life, so that both sides find out that the other has gone. */
  private static final int SILENCE_SECONDS = 15;

  private static final AtomicInteger STREAMS = new AtomicInteger();

  @Inject GateState gate;
  @Inject Operations operations;

  /** The last 500, oldest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public List<EventView> recent() {
    return operations.administration().events().recent().stream().map(EventView::of).toList();
  }

  /**
   * Each as it happens, as server-sent events.
   *
   * @param last the id of the last one that the client has seen; those behind it come first
   */
  @GET
  @Path("stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response stream(@HeaderParam("Last-Event-ID") @Nullable String last) {
    if (STREAMS.incrementAndGet() > MOST_STREAMS) {
      STREAMS.decrementAndGet();
      throw Problem.of(TOO_MANY, "There are " + MOST_STREAMS + " streams of events already.");
    }
    Events events = operations.administration().events();
    StreamingOutput body = out -> write(events, last, out);
    return Response.ok(body)
        .type(MediaType.SERVER_SENT_EVENTS_TYPE)
        .header("X-Accel-Buffering", "no")
        .build();
  }

  private void write(Events events, @Nullable String last, OutputStream out) throws IOException {
    BlockingQueue<Event> queue = new LinkedBlockingQueue<>(Events.MOST);
    // A client that is too slow for its queue misses what does not fit.
    Runnable end = events.listen(queue::offer);
    try {
      long seen = 0;
      send(out, "retry: 2000\n\n");
      if (last != null && last.matches("\\d{1,18}")) {
        for (Event event : events.after(Long.parseLong(last))) {
          send(out, text(event));
          seen = event.id();
        }
      }
      int silent = 0;
      while (!gate.draining()) {
        Event event = queue.poll(1, TimeUnit.SECONDS);
        if (event != null && event.id() > seen) {
          send(out, text(event));
          silent = 0;
        } else if (event == null && ++silent >= SILENCE_SECONDS) {
          send(out, ":\n\n");
          silent = 0;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.run();
      STREAMS.decrementAndGet();
    }
  }

  private static String text(Event event) {
    String json = JsonFormat.text(EventView.of(event));
    return "id: " + event.id() + "\nevent: " + event.kind().word() + "\ndata: " + json + "\n\n";
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
