package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.Account.Place;
import io.torii.config.ErrorLogConfig;
import io.torii.config.Format;
import io.torii.config.HeaderRule.Condition;
import io.torii.config.InvalidValueException;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.config.format.FormatParser;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Logs (mod_log_config and the core). */
final class LogDirectives {

  private static final String STDOUT = "/dev/stdout";

  private LogDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "ErrorLog",
            Context.SERVERS,
            "file",
            "where errors are written",
            (s, b) ->
                path(s)
                    .ifPresent(
                        file ->
                            b.values().put(Key.ERROR_LOG, new ErrorLogConfig(file, s.origin())))),
        directive(
            "CustomLog",
            Context.SERVERS,
            "file format [env=[!]variable|expr=expression]",
            "an access log",
            LogDirectives::custom),
        directive(
            "TransferLog",
            Context.SERVERS,
            "file",
            "an access log in the format of the last LogFormat without a name",
            (s, b) -> b.server().logs.transfer(path(s).orElse(STDOUT), s.origin())),
        directive(
            "LogFormat",
            Context.SERVERS,
            "format [name]",
            "names a format of access logs",
            LogDirectives::format),
        directive(
            "LogLevel",
            Context.ANYWHERE,
            "[module:]level …",
            "how much the error log says",
            LogDirectives::level));
  }

  /** The file; what is no file goes where the process says what it does. */
  private static Optional<String> path(Statement s) throws InvalidValueException {
    String written = s.word(0);
    boolean syslog = written.equals("syslog") || written.startsWith("syslog:");
    if (!syslog && !written.startsWith("|")) {
      return Optional.of(s.reading().log(s.name(), written, s.origin()).toString());
    }
    s.listed(Place.LOG);
    s.warn(
        s.name()
            + (syslog ? " into syslog" : " into a program")
            + " is not done: its lines go to the standard output of the process. Write a file,"
            + " which is opened anew on SIGHUP when logrotate has moved it.");
    return Optional.empty();
  }

  private static void custom(Statement s, Block block) throws InvalidValueException {
    Condition condition = new Condition.Always();
    if (s.count() > 2) {
      condition =
          Conditions.read(s, s.word(2))
              .orElseThrow(
                  () ->
                      new InvalidValueException(
                          "CustomLog does not know \""
                              + s.word(2)
                              + "\" behind the format: write env=NAME, env=!NAME or expr=…, and put"
                              + " a format with blanks into quotes."));
    }
    block.server().logs.custom(path(s).orElse(STDOUT), s.word(1), condition, s.origin());
  }

  private static void format(Statement s, Block block) throws InvalidValueException {
    Format format;
    try {
      format = FormatParser.logFormat(s.word(0));
    } catch (InvalidValueException e) {
      if (s.count() > 1) {
        block
            .server()
            .logs
            .format(s.word(1), Format.literal("")); // so that its users are no errors
      }
      throw Syntax.wrong("LogFormat", e);
    }
    if (s.count() > 1) {
      block.server().logs.format(s.word(1), format);
    } else {
      block.server().logs.transferFormat(format);
    }
  }

  private static void level(Statement s, Block block) throws InvalidValueException {
    if (!block.inServer()) {
      s.listed(Place.LOG);
      s.warn("LogLevel in a section is not done: the server's own level holds there too.");
    }
    for (String word : s.words()) {
      int colon = word.lastIndexOf(':');
      LogLevel level = level(word.substring(colon + 1));
      if (!block.inServer()) {
        continue;
      }
      if (colon < 0) {
        block.server().logs.level(level);
      } else {
        block.server().logs.level(module(word.substring(0, colon)), level);
      }
    }
  }

  private static LogLevel level(String word) throws InvalidValueException {
    for (LogLevel level : LogLevel.values()) {
      if (level.name().equalsIgnoreCase(word)) {
        return level;
      }
    }
    throw new InvalidValueException(
        "LogLevel does not know \""
            + word
            + "\": write emerg, alert, crit, error, warn, notice, info, debug or trace1 to"
            + " trace8.");
  }

  /** {@code ssl}, {@code ssl_module} and {@code mod_ssl.c} are the same. */
  private static String module(String written) {
    return written
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^mod_", "")
        .replaceFirst("\\.c$", "")
        .replaceFirst("_module$", "");
  }
}
