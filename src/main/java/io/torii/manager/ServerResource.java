package io.torii.manager;

import io.torii.config.ListenAddress;
import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.config.VirtualHost;
import io.torii.exchange.ServerFacts;
import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The process, its listeners and its virtual hosts. */
@ApplicationScoped
@Path("api")
@Produces(MediaType.APPLICATION_JSON)
public class ServerResource {

  @Inject GateState gate;
  @Inject Operations operations;
  @Inject Roles roles;

  /**
   * The process, and the client as it sees it.
   *
   * @param container the server's own description of itself
   * @param bytesSent to clients
   * @param inFlight requests that are being served, this one among them
   * @param lifecycle {@code starting}, {@code serving}, {@code draining} or {@code stopped}
   * @param changesFile where changes outlive the process; null if they do not
   * @param user who asks; null if nobody had to say who he is
   * @param role {@code operator} or {@code reader}
   */
  public record ServerView(
      String product,
      String version,
      String java,
      String container,
      Instant started,
      Instant now,
      long requests,
      long bytesSent,
      long inFlight,
      int tunnels,
      String lifecycle,
      @Nullable String changesFile,
      boolean changesFileWritable,
      @Nullable String user,
      String role) {}

  /**
   * A Listen.
   *
   * @param address null for every address
   * @param protocol as it is written; null if it is not
   */
  public record ListenerView(
      @Nullable String address, int port, @Nullable String protocol, String origin) {}

  /**
   * A virtual host, the main server first.
   *
   * @param addresses where it listens; empty for the main server
   */
  public record HostView(
      String id,
      @Nullable String name,
      List<String> aliases,
      List<String> addresses,
      boolean tls,
      @Nullable String managerPath,
      String origin) {}

  /** The process. */
  @GET
  @Path("server")
  public ServerView server(@Context HttpServletRequest in) {
    ServerFacts facts = operations.facts();
    var file = config().manager().changesFile();
    return new ServerView(
        "Torii",
        operations.version(),
        Runtime.version().toString(),
        in.getServletContext().getServerInfo(),
        facts.started(),
        Instant.now(),
        facts.requests(),
        facts.bytesSent(),
        facts.busy(),
        gate.tunnels(),
        operations.lifecycle(),
        file.map(Object::toString).orElse(null),
        file.map(java.nio.file.Path::getParent).filter(Files::isWritable).isPresent(),
        Actor.user(in),
        roles.isOperator(in) ? "operator" : "reader");
  }

  /** What the files say; where a container hosts, its own listeners count. */
  @GET
  @Path("listeners")
  public List<ListenerView> listeners() {
    return config().listen().stream().map(ServerResource::listener).toList();
  }

  private static ListenerView listener(ListenAddress listen) {
    return new ListenerView(
        listen.host().orElse(null),
        listen.port(),
        listen.protocol().orElse(null),
        listen.origin().toString());
  }

  /** The main server and the virtual hosts, in the order of the files. */
  @GET
  @Path("hosts")
  public List<HostView> hosts() {
    ProxyConfig config = config();
    return Stream.concat(Stream.of(config.main()), config.hosts().stream())
        .map(ServerResource::host)
        .toList();
  }

  private static HostView host(VirtualHost host) {
    return new HostView(
        host.id(),
        host.name().map(Object::toString).orElse(null),
        host.aliases(),
        host.addresses().stream()
            .map(a -> text(a.address()) + (a.port() == 0 ? "" : ":" + a.port()))
            .toList(),
        host.tls().isPresent(),
        host.managerPath().orElse(null),
        host.origin().toString());
  }

  private static String text(@Nullable InetAddress address) {
    return address == null ? "*" : address.getHostAddress();
  }

  private ProxyConfig config() {
    Loaded loaded = operations.administration().running().loaded();
    return Changing.config(loaded);
  }
}
