package io.torii.exchange;

import io.torii.config.InvalidValueException;
import io.torii.config.IpNetworkParser;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.http.TlsFacts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is to be explained.
 *
 * @param connection on which it would come in, to the port that the URL names
 * @param assumed true if nobody has said from where, so that this machine is taken
 * @param target path and query as they would stand in the request line
 * @param headers the client's, Host among them
 */
public record Question(
    Connection connection, boolean assumed, String method, String target, Headers headers) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * The request of a URL. Its path goes in as it is written: odd spellings are what one wants
   * explained.
   *
   * @param fields {@code Name: value} each; without Host it is the URL's
   * @param client the IP address that the connection comes from; null for this machine
   * @throws InvalidValueException naming the URL, the field or the address that is no good
   */
  public static Question of(String method, String url, List<String> fields, @Nullable String client)
      throws InvalidValueException {
    Headers headers = new Headers();
    for (String field : fields) {
      int colon = field.indexOf(':');
      if (colon <= 0) {
        throw new InvalidValueException("a header is written 'Name: value', not " + field);
      }
      headers.add(field.substring(0, colon).strip(), field.substring(colon + 1).strip());
    }
    int pathAt = pathStart(url);
    URI authority = authority(url, pathAt);
    if (!headers.contains("Host")) {
      headers.set("Host", authority.getRawAuthority());
    }
    String target = pathAt == url.length() ? "/" : url.substring(pathAt);
    return new Question(
        connection(authority, client(client)), client == null, method, target, headers);
  }

  private static InetAddress client(@Nullable String client) throws InvalidValueException {
    return client == null
        ? InetAddress.getLoopbackAddress()
        : IpNetworkParser.address(client)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "a client is an IP address such as 192.0.2.1, not " + client));
  }

  private static URI authority(String url, int pathAt) throws InvalidValueException {
    try {
      URI authority = new URI(url.substring(0, pathAt));
      if (authority.getHost() != null && List.of("http", "https").contains(scheme(authority))) {
        return authority;
      }
    } catch (URISyntaxException e) {
      throw notAllowed(url);
    }
    throw notAllowed(url);
  }

  private static InvalidValueException notAllowed(String url) {
    return new InvalidValueException("an http or https URL is explained, not " + url);
  }

  private static int pathStart(String url) {
    int authority = url.indexOf("://");
    for (int i = authority < 0 ? 0 : authority + 3; i < url.length(); i++) {
      if ("/?#".indexOf(url.charAt(i)) >= 0) {
        return i;
      }
    }
    return url.length();
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static Connection connection(URI authority, InetAddress client) {
    boolean secure = scheme(authority).equals("https");
    int standard = secure ? HTTPS : HTTP;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new Connection(
        new InetSocketAddress(loopback, authority.getPort() < 0 ? standard : authority.getPort()),
        new InetSocketAddress(client, 0),
        secure ? "https" : "http",
        secure
            ? Optional.of(
                new TlsFacts(
                    Optional.empty(),
                    "",
                    0,
                    Optional.empty(),
                    Optional.of(authority.getHost().toLowerCase(Locale.ROOT)),
                    List.of()))
            : Optional.empty());
  }
}
