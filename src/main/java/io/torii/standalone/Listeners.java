package io.torii.standalone;

import io.torii.config.ListenerPlan;
import io.torii.config.ProxyConfig;
import io.torii.runtime.ListenException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.catalina.Service;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses that we listen on: opened, kept and closed as configurations come and go. */
final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  private final Service service;
  private final Executor threads;
  private volatile Map<String, Listener> open = Map.of();

  Listeners(Service service, Executor threads) {
    this.service = service;
    this.threads = threads;
  }

  /**
   * Listens as the configuration says: new addresses are opened first, then kept ones are told
   * their settings and certificates, then the others are closed. Connections go on, those to closed
   * addresses too.
   *
   * @throws ListenException if a new address cannot be bound; everything stays as it was then
   */
  synchronized void listen(ProxyConfig config) throws ListenException {
    Map<String, ListenerSpec> wanted = specs(config);
    Map<String, Listener> kept = new LinkedHashMap<>(open);
    kept.entrySet().removeIf(e -> !stays(e.getValue(), wanted.get(e.getKey())));
    List<Listener> leaving = new ArrayList<>(open.values());
    leaving.removeAll(kept.values());

    Map<String, Listener> opened = open(wanted, kept, leaving);
    Map<String, Listener> next = new LinkedHashMap<>();
    wanted.forEach(
        (key, spec) -> {
          Listener listener = kept.get(key);
          if (listener == null) {
            next.put(key, opened.get(key));
          } else {
            listener.change(spec);
            next.put(key, listener);
          }
        });
    leaving.forEach(Listener::retire);
    open = next;
  }

  /** The ports that are really bound, in the order of the configuration. */
  synchronized List<Integer> ports() {
    return open.values().stream().map(Listener::port).toList();
  }

  /** What the clients' connections take, in bytes. */
  long taken() {
    return open.values().stream().mapToLong(Listener::taken).sum();
  }

  /** Closes the listening sockets; connections that are there go on. */
  synchronized void stopListening() {
    open.values().forEach(Listener::stopListening);
  }

  private static Map<String, ListenerSpec> specs(ProxyConfig config) throws ListenException {
    Map<String, ListenerSpec> specs = new LinkedHashMap<>();
    for (ListenerPlan.Planned planned : ListenerPlan.of(config)) {
      try {
        specs.putIfAbsent(planned.address().toString(), ListenerSpec.of(planned, config));
      } catch (TlsException e) {
        throw new ListenException(planned.address(), String.valueOf(e.getMessage()), e);
      }
    }
    return specs;
  }

  private static boolean stays(Listener listener, @Nullable ListenerSpec wanted) {
    return wanted != null && wanted.fixed().equals(listener.spec().fixed());
  }

  /**
   * Opens what is new. Where one that leaves is in the way on the same port, such as when a port
   * gets TLS, it makes room first, and last of all: nobody can connect for that moment.
   */
  private Map<String, Listener> open(
      Map<String, ListenerSpec> wanted, Map<String, Listener> kept, List<Listener> leaving)
      throws ListenException {
    Map<String, Listener> opened = new LinkedHashMap<>();
    List<Listener> closed = new ArrayList<>();
    try {
      for (boolean inTheWay : new boolean[] {false, true}) {
        for (Map.Entry<String, ListenerSpec> entry : wanted.entrySet()) {
          int port = entry.getValue().address().port();
          List<Listener> rivals =
              leaving.stream().filter(l -> l.spec().address().port() == port).toList();
          if (!kept.containsKey(entry.getKey()) && rivals.isEmpty() != inTheWay) {
            rivals.forEach(Listener::stopListening);
            closed.addAll(rivals);
            opened.put(entry.getKey(), Listener.open(service, entry.getValue(), threads));
          }
        }
      }
      return opened;
    } catch (ListenException e) {
      opened.values().forEach(Listener::close);
      closed.stream().distinct().forEach(this::reopen);
      throw e;
    }
  }

  private void reopen(Listener closed) {
    closed.retire();
    Map<String, Listener> next = new LinkedHashMap<>(open);
    next.replaceAll((key, listener) -> listener == closed ? opened(closed) : listener);
    open = next;
  }

  private Listener opened(Listener closed) {
    try {
      return Listener.open(service, closed.spec(), threads);
    } catch (ListenException e) {
      LOG.error("the old listener cannot be opened again: {}", e.getMessage());
      return closed;
    }
  }
}
