package io.torii.standalone;

import io.torii.config.ProxyConfig;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.http.TlsFacts;
import io.torii.runtime.DryRun;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code --explain METHOD URL [-H 'Name: value']…}. */
final class ExplainCommand {

  private static final int USAGE = 2;

  private final ProxyConfig config;
  private final PrintStream out;

  ExplainCommand(ProxyConfig config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  /** Prints the explanation; the exit status is 2 if the URL or a header is no good. */
  int explain(String method, String url, List<String> fields) {
    Headers headers = new Headers();
    for (String field : fields) {
      int colon = field.indexOf(':');
      if (colon <= 0) {
        System.err.println("-H takes 'Name: value', not " + field);
        return USAGE;
      }
      headers.add(field.substring(0, colon).strip(), field.substring(colon + 1).strip());
    }
    int pathAt = pathStart(url);
    URI authority;
    try {
      authority = new URI(url.substring(0, pathAt));
    } catch (URISyntaxException e) {
      authority = URI.create("invalid:");
    }
    if (authority.getHost() == null || !List.of("http", "https").contains(scheme(authority))) {
      System.err.println("--explain takes a METHOD and an http or https URL, not " + url);
      return USAGE;
    }
    if (!headers.contains("Host")) {
      headers.set("Host", authority.getRawAuthority());
    }
    // The path goes in as it is written: odd spellings are what one wants explained.
    String target = pathAt == url.length() ? "/" : url.substring(pathAt);
    DryRun.explainer(config)
        .explain(connection(authority), method, target, headers)
        .forEach(out::println);
    return 0;
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
    int standard = secure ? 443 : 80;
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
