package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.InvalidValueException;
import io.torii.config.IpNetwork;
import io.torii.config.ListenAddress;
import io.torii.config.members.TimeValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listeners, their connections, and who the client is behind other proxies. */
final class ListenerDirectives {

  private static final Pattern READ_TIMEOUT =
      Pattern.compile("(?i)(handshake|header|body)=(\\d+)(?:-(\\d+))?(?:,minrate=(\\d+))?");

  private ListenerDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "Listen",
            Context.GLOBAL,
            "[address:]port [http|https]",
            "where we listen, by ourselves; in a container its connectors do",
            ListenerDirectives::listen),
        directive(
            "KeepAlive",
            Context.SERVERS,
            "On|Off",
            "whether a client's connection serves several requests",
            (s, b) -> put(s, b, Key.KEEP_ALIVE, s.onOff(0))),
        directive(
            "KeepAliveTimeout",
            Context.SERVERS,
            "time",
            "how long a client's connection waits for its next request",
            (s, b) -> put(s, b, Key.KEEP_ALIVE_TIMEOUT, s.seconds(0, Duration.ZERO))),
        directive(
            "MaxKeepAliveRequests",
            Context.SERVERS,
            "number",
            "the most requests of one connection; 0 for no limit",
            (s, b) -> put(s, b, Key.MAX_KEEP_ALIVE_REQUESTS, s.integer(0, 0, Integer.MAX_VALUE))),
        directive(
            "RequestReadTimeout",
            Context.SERVERS,
            "header=time[-max][,MinRate=rate] …",
            "how long a client may take for a request's head",
            ListenerDirectives::readTimeout),
        directive(
            "Protocols",
            Context.SERVERS,
            "protocol …",
            "http/1.1, h2 (on TLS) and h2c",
            ListenerDirectives::protocols),
        directive(
            "RemoteIPProxyProtocol",
            Context.SERVERS,
            "On|Off",
            "whether connections start with a PROXY protocol line",
            (s, b) -> put(s, b, Key.PROXY_PROTOCOL, s.onOff(0))),
        directive(
            "RemoteIPHeader",
            Context.SERVERS,
            "field",
            "the request field in which proxies before us name the client",
            (s, b) -> b.values().put(Key.REMOTE_IP_HEADER, s.word(0))),
        directive(
            "RemoteIPInternalProxy",
            Context.SERVERS,
            "address|network|host …",
            "proxies that are believed, private addresses included",
            (s, b) -> proxies(s, b.server().internalProxies)),
        directive(
            "RemoteIPTrustedProxy",
            Context.SERVERS,
            "address|network|host …",
            "proxies that are believed, private addresses excepted",
            (s, b) -> proxies(s, b.server().trustedProxies)));
  }

  private static void listen(Statement s, Block block) throws InvalidValueException {
    ListenAddress address = Addresses.listen(s.words(), s.origin());
    for (ListenAddress other : block.server().listen) {
      if (other.port() != 0 && other.toString().equals(address.toString())) {
        throw new InvalidValueException(
            "Listen "
                + s.word(0)
                + " stands here a second time, first at "
                + other.origin()
                + ": remove one.");
      }
    }
    block.server().listen.add(address);
  }

  /**
   * Keeps what holds for listeners. A virtual host may say it, as in httpd, but a connection is
   * there before its host is known: the main server's word counts, else the first host's.
   */
  private static <T> void put(Statement s, Block block, Key<T> key, T value) {
    Values listeners = block.server().inheritsFrom().orElse(block.server()).values();
    if (block.context() == Context.SERVER || listeners.find(key).isEmpty()) {
      listeners.put(key, value);
      return;
    }
    if (!listeners.get(key).equals(value)) {
      s.warn(
          s.name()
              + " holds for all listeners, and something else is written before: this one is not"
              + " used; write it once, outside of <VirtualHost>.");
    }
  }

  private static void readTimeout(Statement s, Block block) throws InvalidValueException {
    for (String word : s.words()) {
      Matcher matcher = READ_TIMEOUT.matcher(word);
      if (!matcher.matches()) {
        throw new InvalidValueException(
            "RequestReadTimeout does not know \""
                + word
                + "\": write header=20-40,MinRate=500, with seconds and bytes a second.");
      }
      if (matcher.group(3) != null && matcher.group(4) == null) {
        throw new InvalidValueException(
            "RequestReadTimeout \"" + word + "\" has a range but no rate: add ,MinRate=500.");
      }
      if (!matcher.group(1).equalsIgnoreCase("header")) {
        s.reading()
            .noteOnce(
                s.origin(),
                "RequestReadTimeout " + matcher.group(1).toLowerCase(Locale.ROOT),
                "RequestReadTimeout "
                    + matcher.group(1).toLowerCase(Locale.ROOT)
                    + "= is Timeout's in Torii: the longest silence on the connection.");
        continue;
      }
      if (matcher.group(4) != null) {
        s.reading()
            .noteOnce(
                s.origin(),
                "RequestReadTimeout MinRate",
                "RequestReadTimeout header= is the longest time for a request's head in Torii,"
                    + " whatever MinRate says.");
      }
      String longest = matcher.group(3) == null ? matcher.group(2) : matcher.group(3);
      put(s, block, Key.HEADER_TIMEOUT, TimeValue.parse(longest, ChronoUnit.SECONDS));
    }
  }

  private static void protocols(Statement s, Block block) {
    Set<String> words =
        Set.copyOf(s.words().stream().map(w -> w.toLowerCase(Locale.ROOT)).toList());
    for (String word : words) {
      if (!Set.of("http/1.1", "h2", "h2c").contains(word)) {
        s.warn("Protocols \"" + word + "\" is not served: Torii has http/1.1, h2 and h2c.");
      }
    }
    Protocols protocols = new Protocols(words.contains("h2"), words.contains("h2c"));
    block.values().put(Key.PROTOCOLS, protocols);
  }

  private static void proxies(Statement s, List<IpNetwork> to) throws InvalidValueException {
    for (String word : s.words()) {
      if (!word.matches("(?=.*\\p{Alpha})[\\p{Alnum}._-]+")) {
        to.add(Networks.parse(word));
        continue;
      }
      try {
        for (InetAddress address : InetAddress.getAllByName(word)) {
          to.add(IpNetwork.of(address, address.getAddress().length * 8));
        }
      } catch (UnknownHostException e) {
        throw new InvalidValueException(
            s.name()
                + " names the host \""
                + word
                + "\", which does not resolve: write its address or network.");
      }
    }
  }
}
