package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import io.torii.exchange.ClientStream;
import io.torii.exchange.Exchange;
import io.torii.exchange.Generation;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import io.torii.runtime.ConfigurationException;
import io.torii.runtime.Gate;
import io.torii.runtime.PortBinder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole gate that serves requests, everything but the server in front of it. */
final class Running implements AutoCloseable {

  private final Gate gate;
  private String scheme = "http";
  private String host = "www.example.com";

  private Running(Gate gate) {
    this.gate = gate;
  }

  /** A configuration in lines, written into that folder. */
  static Running with(Path folder, String... lines) throws IOException, ConfigurationException {
    Path file = Files.write(folder.resolve("site.conf"), List.of(lines));
    Loaded loaded =
        ConfigLoader.load(
            new LoadRequest(List.of(file.toString()), Set.of(), Map.of(), Optional.empty(), true));
    assertThat(loaded.config()).as("%s", loaded.problems()).isPresent();
    return new Running(new Gate(() -> loaded, loaded, true, PortBinder.container()));
  }

  /** From now on clients come by https. */
  Running secure() {
    scheme = "https";
    return this;
  }

  /** From now on clients ask for that host. */
  Running host(String name) {
    host = name;
    return this;
  }

  /** A GET; the status that the client gets. */
  int get(String path, String... namesAndValues) {
    Headers headers = new Headers();
    headers.add("Host", host);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Connection connection =
        new Connection(
            new InetSocketAddress(loopback, 80),
            new InetSocketAddress(loopback, 4711),
            scheme,
            Optional.empty());
    Generation generation = gate.enter();
    try {
      Request request =
          new Request(
              "id",
              Instant.now(),
              connection,
              "GET",
              path,
              path,
              null,
              "HTTP/1.1",
              headers,
              generation.router().host(connection, path, "HTTP/1.1", headers));
      Exchange exchange =
          new Exchange(
              request,
              generation.router().decide(request, Trail.NONE),
              new Client(),
              System::nanoTime,
              System.nanoTime());
      generation.engine().serve(exchange);
      generation.completed().accept(exchange.completed(true));
      return exchange.completed(true).status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      gate.leave();
    }
  }

  /** Many of them. */
  void get(int times, String path, String... namesAndValues) {
    for (int i = 0; i < times; i++) {
      get(path, namesAndValues);
    }
  }

  Looked diagnose() {
    return new Looked(gate.diagnose(Optional.empty()));
  }

  Looked diagnose(String balancer) {
    return new Looked(gate.diagnose(Optional.of(balancer)));
  }

  @Override
  public void close() {
    gate.close();
  }

  /** Wants to know nothing. */
  private static final class Client implements ClientStream {

    private boolean committed;

    @Override
    public InputStream input() {
      return InputStream.nullInputStream();
    }

    @Override
    public @Nullable Headers trailers() {
      return null;
    }

    @Override
    public void head(int code, Headers fields) {
      committed = true;
    }

    @Override
    public OutputStream output() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public boolean committed() {
      return committed;
    }

    @Override
    public OptionalInt answered() {
      return OptionalInt.empty();
    }

    @Override
    public void abort() {
      committed = true;
    }
  }
}
