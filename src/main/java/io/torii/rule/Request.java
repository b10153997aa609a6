package io.torii.rule;

import io.torii.config.ManagerToken;
import io.torii.config.VirtualHost;
import io.torii.http.Connection;
import io.torii.http.Headers;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's request and what the gate has found out about it so far. One thread at a time.
 *
 * <p>The first group of values is what came in and never changes; the second is filled in while the
 * request is decided, and read by conditions, header formats and log formats.
 */
public final class Request {

  private final String id;
  private final Instant received;
  private final Connection connection;
  private final String method;
  private final String target;
  private final String rawPath;
  private final String protocol;
  private final Headers headers;

  private final VirtualHost host;
  private String path;
  private @Nullable String query;
  private InetAddress client;
  private @Nullable String user;
  private @Nullable String containerUser;
  private ManagerToken.@Nullable Role role;
  private final Map<String, String> env = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();
  private @Nullable Map<Class<?>, Object> kept;

  /**
   * @param id names the request in error pages and in the log
   * @param target the request target as it stood in the request line
   * @param rawPath its path, still encoded, without scheme, authority and query
   * @param query its query without the question mark; null if there is none, empty for a lone one
   * @param protocol such as {@code HTTP/1.1}
   * @param headers the client's own; kept as they are
   * @param host the virtual host that takes it
   */
  public Request(
      String id,
      Instant received,
      Connection connection,
      String method,
      String target,
      String rawPath,
      @Nullable String query,
      String protocol,
      Headers headers,
      VirtualHost host) {
    this.id = id;
    this.received = received;
    this.connection = connection;
    this.method = method;
    this.target = target;
    this.rawPath = rawPath;
    this.query = query;
    this.protocol = protocol;
    this.headers = headers;
    this.host = host;
    this.path = rawPath;
    this.client = connection.peer().getAddress();
  }

  public String id() {
    return id;
  }

  public Instant received() {
    return received;
  }

  public Connection connection() {
    return connection;
  }

  public String method() {
    return method;
  }

  public String target() {
    return target;
  }

  public String rawPath() {
    return rawPath;
  }

  /** Without the question mark: the client's, or what a RewriteRule has made of it. */
  public @Nullable String query() {
    return query;
  }

  void query(@Nullable String rewritten) {
    query = rewritten;
  }

  public String protocol() {
    return protocol;
  }

  public Headers headers() {
    return headers;
  }

  public VirtualHost host() {
    return host;
  }

  /** The canonical, decoded path that rules, Locations and Require see; raw until it is decided. */
  public String path() {
    return path;
  }

  public void path(String canonical) {
    path = canonical;
  }

  /** The client's address as RemoteIPHeader leaves it; the peer's without one. */
  public InetAddress client() {
    return client;
  }

  public void client(InetAddress address) {
    client = address;
  }

  /** The authenticated user, if any. */
  public @Nullable String user() {
    return user;
  }

  public void user(String name) {
    user = name;
  }

  /** Whom the container has authenticated before the request came to us; null for nobody. */
  public @Nullable String containerUser() {
    return containerUser;
  }

  public void containerUser(@Nullable String name) {
    containerUser = name;
  }

  /** What the bearer token that it has shown to the manager allows; null without one. */
  public ManagerToken.@Nullable Role role() {
    return role;
  }

  public void role(ManagerToken.Role allowed) {
    role = allowed;
  }

  /** The request's environment variables: SetEnvIf, SetEnv, {@code BALANCER_*}, {@code MATCH_*}. */
  public Map<String, String> env() {
    return env;
  }

  /** Notes, as {@code %{name}n} shows them. */
  public Map<String, String> notes() {
    return notes;
  }

  /** Keeps what an observer wants to find again when it next hears of this request. */
  public <T> void keep(Class<T> type, T value) {
    if (kept == null) {
      kept = new HashMap<>(4);
    }
    kept.put(type, value);
  }

  /** What was last kept of that type; null if there is nothing. */
  public <T> @Nullable T kept(Class<T> type) {
    return kept == null ? null : type.cast(kept.get(type));
  }
}
