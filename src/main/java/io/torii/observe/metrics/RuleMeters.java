package io.torii.observe.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.torii.exchange.Completed;

/** What clients got by one rule of a virtual host. */
final class RuleMeters {

  private static final int SWITCHING_PROTOCOLS = 101;

  private final MeterGroup group;
  private final Counter[] requests;
  private final Counter aborted;
  private final Counter received;
  private final Counter sent;
  private final Timer duration;

  RuleMeters(MeterRegistry registry, Labels.Rule rule) {
    group = new MeterGroup(registry, rule.tags());
    requests = group.byClass("torii.requests", "Requests that are over, by the client's status.");
    aborted =
        group.counter(
            "torii.aborted", "Requests whose client went away or whose response had to be cut.");
    received = group.bytes("torii.received", "Bytes that came from clients, heads included.");
    sent = group.bytes("torii.sent", "Bytes that went to clients, heads included.");
    duration =
        group.timer(
            "torii.request.duration",
            "From a request's head to the last byte of the response; tunnels and the manager's"
                + " stream of events do not count.");
  }

  void count(Completed completed) {
    requests[Labels.classOf(completed.status())].increment();
    received.increment((double) completed.bytesIn());
    sent.increment((double) completed.bytesOut());
    if (completed.aborted()) {
      aborted.increment();
    }
    if (!lastsAtWill(completed)) {
      duration.record(completed.elapsed());
    }
  }

  /** Whether its client decides how long it takes. */
  private static boolean lastsAtWill(Completed completed) {
    return completed.status() == SWITCHING_PROTOCOLS
        || (completed.settings().isManager() && isEvents(completed));
  }

  private static boolean isEvents(Completed completed) {
    String type = completed.responseHeaders().get("Content-Type");
    return type != null && type.startsWith("text/event-stream");
  }

  void remove() {
    group.remove();
  }
}
