package io.torii.manager;

import io.torii.admin.Event;
import io.torii.admin.Events;
import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
   * Each as it happens, as server-sent events, until the configuration is read again: the client,
   * which comes back by itself, is then judged by what now says who may look.
   *
   * @param last the id of the last one that the client has seen; those behind it come first
   */
  @GET
  @Path("stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response stream(
      @Context HttpServletRequest in, @HeaderParam("Last-Event-ID") @Nullable String last) {
    if (STREAMS.get() >= MOST_STREAMS) {
      throw Problem.of(TOO_MANY, "There are " + MOST_STREAMS + " streams of events already.");
    }
    Response.ResponseBuilder head =
        Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE).header("X-Accel-Buffering", "no");
    if (in.getMethod().equals(HttpMethod.HEAD)) {
      return head.build(); // not every server leaves a body unwritten that nobody would see
    }
    Events events = operations.administration().events();
    StreamingOutput body = out -> write(events, last, out);
    return head.entity(body).build();
  }

  /** Counted here, since nothing else is certain to end what it has begun. */
  private void write(Events events, @Nullable String last, OutputStream out) throws IOException {
    try {
      if (STREAMS.incrementAndGet() <= MOST_STREAMS) {
        follow(events, last, out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      STREAMS.decrementAndGet();
    }
  }

  private void follow(Events events, @Nullable String last, OutputStream out)
      throws IOException, InterruptedException {
    BlockingQueue<Event> queue = new LinkedBlockingQueue<>(Events.MOST);
    AtomicBoolean reloaded = new AtomicBoolean();
    // A client that is too slow for its queue misses what does not fit.
    Runnable end =
        events.listen(
            event -> {
              if (!reloaded.get()) {
                queue.offer(event);
              }
              if (event.kind() == Event.Kind.RELOAD) {
                reloaded.set(true);
              }
            });
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
      while (!gate.draining() && !(reloaded.get() && queue.isEmpty())) {
        Event event = queue.poll(1, TimeUnit.SECONDS);
        if (event != null && event.id() > seen) {
          send(out, text(event));
          silent = 0;
        } else if (event == null && ++silent >= SILENCE_SECONDS) {
          send(out, ":\n\n");
          silent = 0;
        }
      }
    } finally {
      end.run();
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
