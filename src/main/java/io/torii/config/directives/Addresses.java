package io.torii.config.directives;

import io.torii.config.HostAddress;
import io.torii.config.InvalidValueException;
import io.torii.config.ListenAddress;
import io.torii.config.ServerName;
import io.torii.directive.Origin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where a server listens and what it is called. */
public final class Addresses {

  /** A host in brackets or without colons, and perhaps a port. */
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:(\\[[^\\]]*\\]|[^:\\[\\]]+):)?(\\*|\\d+)|(\\[[^\\]]*\\]|[^:\\[\\]]+)");

  private static final Pattern HOST_NAME =
      Pattern.compile("[\\p{Alnum}_]([\\p{Alnum}_.-]*[\\p{Alnum}_.])?");

  private static final Pattern SERVER_NAME =
      Pattern.compile("(?:(\\p{Alpha}[\\p{Alnum}+.-]*)://)?(\\[[^\\]]*\\]|[^:/\\[\\]]+)(?::(.*))?");

  private Addresses() {}

  /**
   * The arguments of a Listen: {@code [address:]port [protocol]}.
   *
   * @throws InvalidValueException if they are none; the message is a whole sentence
   */
  public static ListenAddress listen(List<String> words, Origin origin)
      throws InvalidValueException {
    String text = words.get(0);
    Matcher matcher = HOST_PORT.matcher(text);
    if (!matcher.matches() || matcher.group(2) == null || matcher.group(2).equals("*")) {
      throw new InvalidValueException(
          "Listen \""
              + text
              + "\" has no port: write a port such as 80, or an address and a port such as"
              + " 10.0.0.1:80 or [::1]:80.");
    }
    Optional<String> host = Optional.empty();
    if (matcher.group(1) != null && !matcher.group(1).equals("*")) {
      host = Optional.of(host("Listen", text, matcher.group(1)));
    }
    Optional<String> protocol = Optional.empty();
    if (words.size() > 1) {
      String name = words.get(1).toLowerCase(Locale.ROOT);
      if (!name.equals("http") && !name.equals("https")) {
        throw new InvalidValueException(
            "Listen serves http or https, not \"" + words.get(1) + "\".");
      }
      protocol = Optional.of(name);
    }
    return new ListenAddress(host, port("Listen", text, matcher.group(2), 0), protocol, origin);
  }

  /**
   * An argument of a VirtualHost; a name may stand for several addresses, or for none if it does
   * not resolve.
   *
   * @throws InvalidValueException if it is no address
   */
  static List<HostAddress> virtualHost(String text) throws InvalidValueException {
    Matcher matcher = HOST_PORT.matcher(text);
    if (!matcher.matches() || (matcher.group(1) == null && matcher.group(2) != null)) {
      if (text.equals("*")) {
        return List.of(new HostAddress(null, 0));
      }
      throw new InvalidValueException(
          "<VirtualHost> \""
              + text
              + "\" is no address: write *:80, 10.0.0.1:80, [::1]:80 or _default_:443.");
    }
    String host = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
    String portText = matcher.group(2);
    int port =
        portText == null || portText.equals("*") ? 0 : port("<VirtualHost>", text, portText, 1);
    if (host.equals("*") || host.equalsIgnoreCase("_default_")) {
      return List.of(new HostAddress(null, port));
    }
    String name = host("<VirtualHost>", text, host);
    return Arrays.stream(resolve(name)).map(a -> new HostAddress(a, port)).toList();
  }

  private static InetAddress[] resolve(String name) {
    Optional<InetAddress> literal = Networks.literal(name);
    if (literal.isPresent()) {
      return new InetAddress[] {literal.get()};
    }
    try {
      return InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      return new InetAddress[0];
    }
  }

  /**
   * ServerName: {@code [scheme://]host[:port]}.
   *
   * @throws InvalidValueException if it is none; the message is a whole sentence
   */
  static ServerName serverName(String text) throws InvalidValueException {
    Matcher matcher = SERVER_NAME.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException(
          "ServerName \""
              + text
              + "\" is no name: write www.example.com, or"
              + " https://www.example.com:443.");
    }
    Optional<Integer> port = Optional.empty();
    if (matcher.group(3) != null) {
      if (!matcher.group(3).matches("\\d+")) {
        throw new InvalidValueException(
            "ServerName \""
                + text
                + "\" has the port \""
                + matcher.group(3)
                + "\", which is no number.");
      }
      port = Optional.of(port("ServerName", text, matcher.group(3), 1));
    }
    return new ServerName(
        Optional.ofNullable(matcher.group(1)).map(s -> s.toLowerCase(Locale.ROOT)),
        host("ServerName", text, matcher.group(2)).toLowerCase(Locale.ROOT),
        port);
  }

  private static String host(String directive, String text, String host)
      throws InvalidValueException {
    if (host.startsWith("[")) {
      String inner = host.substring(1, host.length() - 1);
      if (inner.indexOf(':') >= 0 && Networks.literal(inner).isPresent()) {
        return inner;
      }
    } else if (host.matches("[\\d.]+")) {
      if (Networks.literal(host).isPresent()) {
        return host;
      }
    } else if (HOST_NAME.matcher(host).matches()) {
      return host;
    }
    throw new InvalidValueException(
        directive
            + " \""
            + text
            + "\" has the host \""
            + host
            + "\", which is neither a name nor an address.");
  }

  private static int port(String directive, String text, String port, int min)
      throws InvalidValueException {
    if (port.length() > 5 || Integer.parseInt(port) > 65_535 || Integer.parseInt(port) < min) {
      throw new InvalidValueException(
          directive + " \"" + text + "\" has the port " + port + ": ports are 1 to 65535.");
    }
    return Integer.parseInt(port);
  }
}
