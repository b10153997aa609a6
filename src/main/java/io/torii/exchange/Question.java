package io.torii.exchange;

import io.torii.config.InvalidValueException;
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

/**
 * A request that is to be explained.
 *
 * @param connection on which it would come in: from this machine, to the port that the URL names
 * @param target path and query as they would stand in the request line
 * @param headers the client's, Host among them
 */
public record Question(Connection connection, String method, String target, Headers headers) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * The request of a URL. Its path goes in as it is written: odd spellings are what one wants
   * explained.
   *
   * @param fields {@code Name: value} each; without Host it is the URL's
   * @throws InvalidValueException naming the URL or the field that is no good
   */
  public static Question of(String method, String url, List<String> fields)
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
    return new Question(connection(authority), method, target, headers);
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

  private static Connection connection(URI authority) {
    boolean secure = scheme(authority).equals("https");
    int standard = secure ? HTTPS : HTTP;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new Connection(
        new InetSocketAddress(loopback, authority.getPort() < 0 ? standard : authority.getPort()),
        new InetSocketAddress(loopback, 0),
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
