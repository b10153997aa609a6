package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.Account.Place;
import io.torii.config.ErrorDocument;
import io.torii.config.Handler;
import io.torii.config.InvalidValueException;
import io.torii.config.ServerSettings.EncodedSlashes;
import io.torii.config.ServerSettings.Signature;
import io.torii.config.ServerSettings.Tokens;
import io.torii.config.ServerSettings.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The core: names, paths, limits, error pages, handlers. */
final class ServerDirectives {

  private static final Map<String, Tokens> TOKENS =
      Map.ofEntries(
          Map.entry("prod", Tokens.PROD),
          Map.entry("productonly", Tokens.PROD),
          Map.entry("major", Tokens.MAJOR),
          Map.entry("minor", Tokens.MINOR),
          Map.entry("min", Tokens.MIN),
          Map.entry("minimal", Tokens.MIN),
          Map.entry("os", Tokens.OS),
          Map.entry("full", Tokens.FULL));

  private ServerDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "ServerRoot",
            Context.GLOBAL,
            "folder",
            "what relative paths are relative to (default: the folder of the -f file)",
            (s, b) -> {}),
        directive(
            "ServerName",
            Context.SERVERS,
            "[scheme://]host[:port]",
            "the server's name",
            (s, b) -> b.server().name(Addresses.serverName(s.word(0)))),
        directive(
            "ServerAlias",
            Context.SERVERS,
            "host …",
            "further names, with * and ?",
            ServerDirectives::alias),
        directive(
            "ServerAdmin",
            Context.SERVERS,
            "address",
            "who is named on error pages",
            (s, b) -> b.values().put(Key.SERVER_ADMIN, s.word(0))),
        directive(
            "ServerTokens",
            Context.GLOBAL,
            "level",
            "how much the Server field says",
            (s, b) ->
                b.values()
                    .put(Key.TOKENS, s.choice(0, TOKENS, "Prod, Major, Minor, Min, OS or Full"))),
        directive(
            "ServerSignature",
            Context.SERVERS,
            "On|Off|EMail",
            "whether error pages name server and port, with a link to ServerAdmin",
            (s, b) ->
                b.values()
                    .put(
                        Key.SIGNATURE,
                        s.choice(
                            0,
                            Map.of(
                                "on", Signature.ON,
                                "off", Signature.OFF,
                                "email", Signature.EMAIL),
                            "On, Off or EMail"))),
        directive(
            "UseCanonicalName",
            Context.SERVERS,
            "On|Off",
            "whether we call ourselves by ServerName rather than by the client's Host",
            ServerDirectives::canonicalName),
        directive(
            "AllowEncodedSlashes",
            Context.SERVERS,
            "On|Off|NoDecode",
            "what happens to %2F in a path",
            (s, b) ->
                b.values()
                    .put(
                        Key.ENCODED_SLASHES,
                        s.choice(
                            0,
                            Map.of(
                                "on", EncodedSlashes.ON,
                                "off", EncodedSlashes.OFF,
                                "nodecode", EncodedSlashes.NO_DECODE),
                            "On, Off or NoDecode"))),
        directive(
            "MergeSlashes",
            Context.SERVERS,
            "On|Off",
            "whether runs of slashes in a path count as one",
            (s, b) -> b.values().put(Key.MERGE_SLASHES, s.onOff(0))),
        directive(
            "TraceEnable",
            Context.SERVERS,
            "On|Off|extended",
            "whether TRACE is answered",
            (s, b) ->
                b.values()
                    .put(
                        Key.TRACE,
                        s.choice(
                            0,
                            Map.of("on", Trace.ON, "off", Trace.OFF, "extended", Trace.EXTENDED),
                            "On, Off or extended"))),
        directive(
            "Timeout",
            Context.SERVERS,
            "time",
            "the longest silence on a connection",
            (s, b) -> b.values().put(Key.TIMEOUT, s.seconds(0, Duration.ofMillis(1)))),
        directive(
            "LimitRequestLine",
            Context.SERVERS,
            "bytes",
            "the longest request line",
            (s, b) -> b.values().put(Key.LIMIT_LINE, s.integer(0, 0, Integer.MAX_VALUE))),
        directive(
            "LimitRequestFieldSize",
            Context.SERVERS,
            "bytes",
            "the longest request field",
            (s, b) -> b.values().put(Key.LIMIT_FIELD_SIZE, s.integer(0, 0, Integer.MAX_VALUE))),
        directive(
            "LimitRequestFields",
            Context.SERVERS,
            "number",
            "the most request fields; 0 for no limit",
            (s, b) -> b.values().put(Key.LIMIT_FIELDS, s.integer(0, 0, Integer.MAX_VALUE))),
        directive(
            "LimitRequestBody",
            Context.ANYWHERE,
            "bytes",
            "the longest request body, where it is written; 0 for no limit",
            (s, b) -> b.settings().bodyLimit = s.number(0, 0, Long.MAX_VALUE)),
        directive(
            "ErrorDocument",
            Context.ANYWHERE,
            "status text|/path|URL|default",
            "what is answered instead of the built-in page",
            ServerDirectives::errorDocument),
        directive(
            "ExtendedStatus",
            Context.GLOBAL,
            "On|Off",
            "whether the status page counts requests and bytes (default: it does)",
            (s, b) -> b.values().put(Key.EXTENDED_STATUS, s.onOff(0))),
        directive(
            "SetHandler",
            Context.ANYWHERE,
            "balancer-manager|server-status|none",
            "the manager's page, or the status page",
            ServerDirectives::handler));
  }

  private static void alias(Statement s, Block block) throws InvalidValueException {
    if (block.context() == Context.SERVER) {
      throw new InvalidValueException(
          "ServerAlias has no meaning in the main server: it belongs in <VirtualHost>.");
    }
    s.words().forEach(word -> block.server().aliases.add(word.toLowerCase(Locale.ROOT)));
  }

  private static void canonicalName(Statement s, Block block) throws InvalidValueException {
    if (s.word(0).equalsIgnoreCase("DNS")) {
      throw new InvalidValueException(
          "UseCanonicalName DNS is not done: a lookup for every request is slow and can be forged;"
              + " write On with a ServerName, or Off.");
    }
    block.values().put(Key.CANONICAL_NAME, s.onOff(0));
  }

  private static void errorDocument(Statement s, Block block) throws InvalidValueException {
    int status = s.integer(0, 400, 599);
    String value = s.word(1);
    ErrorDocument.Kind kind;
    if (value.equalsIgnoreCase("default")) {
      kind = ErrorDocument.Kind.DEFAULT;
    } else if (value.matches("(?i)\\p{Alpha}[\\p{Alnum}+.-]*://.*")) {
      kind = ErrorDocument.Kind.EXTERNAL_URL;
    } else {
      kind = value.startsWith("/") ? ErrorDocument.Kind.LOCAL_PATH : ErrorDocument.Kind.TEXT;
    }
    if (status == 401 && kind == ErrorDocument.Kind.EXTERNAL_URL) {
      s.warn(
          "ErrorDocument 401 cannot be a URL, since the client would never be asked for its"
              + " password (AH00113): the built-in page is used; write a path or a text.");
      return;
    }
    block.settings().errorDocuments.put(status, new ErrorDocument(kind, value));
  }

  private static void handler(Statement s, Block block) throws InvalidValueException {
    String name = s.word(0).toLowerCase(Locale.ROOT);
    switch (name) {
      case "balancer-manager" -> block.settings().handler = Handler.BALANCER_MANAGER;
      case "none" -> block.settings().handler = Handler.NONE;
      case "server-status" -> block.settings().handler = Handler.SERVER_STATUS;
      default -> unknownHandler(s, block, name);
    }
  }

  /** What runs programs for files keeps them from being shown; for paths it would route. */
  private static void unknownHandler(Statement s, Block block, String name)
      throws InvalidValueException {
    if (block.context() == Context.DIRECTORY || block.context() == Context.FILES) {
      block.settings().handler = Handler.PROGRAM;
      s.elsewhere(Place.FILES, "has a program handle these files: Torii never serves them");
      return;
    }
    throw new InvalidValueException(
        name.startsWith("proxy:")
            ? "SetHandler \""
                + s.word(0)
                + "\" is not understood: write ProxyPass in the"
                + " <Location>."
            : "SetHandler knows balancer-manager, server-status and none, not \""
                + s.word(0)
                + "\".");
  }
}
