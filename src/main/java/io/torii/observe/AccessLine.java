package io.torii.observe;

import io.torii.config.Format;
import io.torii.config.Format.Token;
import io.torii.config.MemberUrl;
import io.torii.config.ServerName;
import io.torii.exchange.Completed;
import io.torii.http.AddressText;
import io.torii.http.Headers;
import io.torii.rule.Authority;
import io.torii.rule.Request;
import io.torii.rule.condition.RequestContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a line of an access log: each directive of mod_log_config and mod_logio. A value that is
 * not there is a dash.
 */
final class AccessLine {

  private static final String NOTHING = "-";

  /**
   * {@code %k}: how many requests the client's connection has served before. The servlet API names
   * connections but does not tell when one ends, so a count for each would have no end either.
   */
  private static final String UNCOUNTED = "0";

  private final Format format;
  private final LogTime time;

  private final @Nullable JsonLine json;

  AccessLine(Format format, LogTime time) {
    this.format = format;
    this.time = time;
    this.json = format.tokens().contains(new Token.Json()) ? new JsonLine() : null;
  }

  String of(Completed completed) {
    if (json != null) {
      return json.of(completed);
    }
    StringBuilder line = new StringBuilder(256);
    for (Token token : format.tokens()) {
      if (token instanceof Token.Text text) {
        line.append(text.text());
      } else if (token instanceof Token.Variable variable) {
        line.append(applies(variable, completed) ? value(variable, completed) : NOTHING);
      }
    }
    return line.toString();
  }

  private static boolean applies(Token.Variable variable, Completed completed) {
    return variable.statuses().isEmpty()
        || variable.statuses().contains(completed.status()) != variable.negated();
  }

  private String value(Token.Variable v, Completed c) {
    Request request = c.request();
    String argument = v.argument();
    return switch (v.letter()) {
      case "a", "h" -> argument.equals("c") ? peer(request) : AddressText.of(request.client());
      case "A" -> AddressText.of(request.connection().local().getAddress());
      case "B" -> Long.toString(c.bodyBytes());
      case "b" -> c.bodyBytes() == 0 ? NOTHING : Long.toString(c.bodyBytes());
      case "C" -> escaped(cookie(request.headers(), argument));
      case "D" -> Long.toString(c.elapsed().toNanos() / 1_000);
      case "e" -> escaped(request.env().get(argument));
      case "f" -> escaped(request.path());
      case "H" -> request.protocol();
      case "i" -> escaped(request.headers().joined(argument).orElse(null));
      case "I" -> Long.toString(c.bytesIn());
      case "k" -> UNCOUNTED;
      case "l" -> NOTHING;
      case "L" -> c.errorLogged() ? escaped(request.id()) : NOTHING;
      case "m" -> escaped(request.method());
      case "n" -> escaped(request.notes().get(argument));
      case "o" -> escaped(c.responseHeaders().joined(argument).orElse(null));
      case "O" -> Long.toString(c.bytesOut());
      case "p" -> Integer.toString(port(request, argument));
      case "P" -> process(argument);
      case "q" -> escaped(request.query() == null ? "" : "?" + request.query());
      case "r" -> requestLine(request);
      case "R" -> c.handler().orElse(NOTHING);
      case "s" -> Integer.toString(v.last() ? c.status() : c.originalStatus());
      case "S" -> Long.toString(c.bytesIn() + c.bytesOut());
      case "t" -> time.format(argument, request.received(), c.elapsed());
      case "T" -> elapsed(c, argument);
      case "u" -> user(request.user());
      case "U" -> escaped(request.path());
      case "v" -> serverName(request);
      case "V" -> canonicalName(request);
      case "x" -> ssl(request, argument);
      case "X" -> c.aborted() ? "X" : c.keptAlive() ? "+" : "-";
      case "^FB" -> Long.toString(c.firstByte().toNanos() / 1_000);
      case "^ti" -> trailer(c.trailersIn(), argument);
      case "^to" -> trailer(c.trailersOut(), argument);
      default -> NOTHING;
    };
  }

  private static String escaped(@Nullable String text) {
    if (text == null) {
      return NOTHING;
    }
    StringBuilder out = new StringBuilder(text.length() + 8);
    LogEscape.append(out, text);
    return out.toString();
  }

  private static String trailer(@Nullable Headers trailers, String name) {
    return trailers == null ? NOTHING : escaped(trailers.joined(name).orElse(null));
  }

  /** A variable as mod_ssl finds it: its own, and whatever expressions know. */
  private static String ssl(Request request, String name) {
    return escaped(new RequestContext(request).variable(name));
  }

  private static String peer(Request request) {
    return AddressText.of(request.connection().peer().getAddress());
  }

  /** An empty user name is shown as quotes, so that it is not taken for "nobody". */
  private static String user(@Nullable String user) {
    return user != null && user.isEmpty() ? "\"\"" : escaped(user);
  }

  private static String elapsed(Completed completed, String unit) {
    return Long.toString(
        switch (unit) {
          case "us" -> completed.elapsed().toNanos() / 1_000;
          case "ms" -> completed.elapsed().toMillis();
          default -> completed.elapsed().toSeconds();
        });
  }

  private static String process(String what) {
    return switch (what) {
      case "tid" -> Long.toString(Thread.currentThread().getId());
      case "hextid" -> Long.toHexString(Thread.currentThread().getId());
      default -> Long.toString(ProcessHandle.current().pid());
    };
  }

  /** There is none if the client never came to its end, as with httpd. */
  private static String requestLine(Request request) {
    return request.protocol().isEmpty()
        ? NOTHING
        : escaped(request.method() + " " + request.target() + " " + request.protocol());
  }

  /** Without an argument as httpd has it: ServerName's, else the scheme's own. */
  private static int port(Request request, String which) {
    return switch (which) {
      case "local" -> request.connection().local().getPort();
      case "remote" -> request.connection().peer().getPort();
      default ->
          request
              .host()
              .name()
              .flatMap(ServerName::port)
              .orElseGet(() -> MemberUrl.defaultPort(request.connection().scheme()));
    };
  }

  private static String serverName(Request request) {
    return request.host().name().map(ServerName::host).orElse(NOTHING);
  }

  /** The name that the client asks for, unless UseCanonicalName is on. */
  private static String canonicalName(Request request) {
    String host = request.headers().get("Host");
    if (request.host().server().canonicalName() || host == null) {
      return serverName(request);
    }
    Authority asked = Authority.parse(host.strip());
    return asked == null ? serverName(request) : asked.host();
  }

  /**
   * The value of a request's cookie; names are compared without regard to case and an empty value
   * is none, as httpd has it here.
   */
  private static @Nullable String cookie(Headers headers, String name) {
    List<String> pairs = new ArrayList<>();
    headers.all("Cookie").forEach(line -> pairs.addAll(List.of(line.split(";", -1))));
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
        String value = pair.substring(equals + 1).strip();
        if (!value.isEmpty()) {
          return value;
        }
      }
    }
    return null;
  }
}
