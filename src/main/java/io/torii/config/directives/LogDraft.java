package io.torii.config.directives;

import io.torii.config.AccessLogConfig;
import io.torii.config.Format;
import io.torii.config.HeaderRule.Condition;
import io.torii.config.InvalidValueException;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.config.format.FormatParser;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The logs of one server. LogFormat may stand behind the CustomLog that names it, so formats are
 * looked up when everything is read.
 */
final class LogDraft {

  private final @Nullable LogDraft main;
  private final Map<String, Format> formats = new HashMap<>();
  private final List<Log> logs = new ArrayList<>();
  private final Map<String, LogLevel> levels = new HashMap<>();
  private @Nullable Format transferFormat;

  LogDraft(@Nullable LogDraft main) {
    this.main = main;
  }

  /**
   * A CustomLog, or a TransferLog.
   *
   * @param format a nickname or a format; null for that of TransferLog
   */
  private record Log(String path, @Nullable String format, Condition condition, Origin origin) {}

  /** LogFormat with a nickname. */
  void format(String nickname, Format format) {
    formats.put(nickname, format);
  }

  /** LogFormat without a nickname: for TransferLog. */
  void transferFormat(Format format) {
    transferFormat = format;
  }

  void custom(String path, String format, Condition condition, Origin origin) {
    logs.add(new Log(path, format, condition, origin));
  }

  void transfer(String path, Origin origin) {
    logs.add(new Log(path, null, new Condition.Always(), origin));
  }

  /** LogLevel for everything: forgets the levels of modules written before it, as httpd does. */
  void level(LogLevel level) {
    levels.clear();
    levels.put("", level);
  }

  void level(String module, LogLevel level) {
    levels.put(module, level);
  }

  /** The levels here over those of the main server. */
  Map<String, LogLevel> levels() {
    Map<String, LogLevel> all = new HashMap<>();
    if (main != null) {
      all.putAll(main.levels);
    }
    all.putAll(levels);
    return all;
  }

  /** The logs of this server; the main server's if it has none of its own. */
  List<AccessLogConfig> accessLogs(Problems problems) {
    if (logs.isEmpty() && main != null) {
      return main.accessLogs(new Problems());
    }
    List<AccessLogConfig> resolved = new ArrayList<>();
    for (Log log : logs) {
      try {
        resolved.add(
            new AccessLogConfig(log.path(), format(log.format()), log.condition(), log.origin()));
      } catch (InvalidValueException e) {
        problems.error(log.origin(), String.valueOf(e.getMessage()));
      }
    }
    return resolved;
  }

  private Format format(@Nullable String written) throws InvalidValueException {
    if (written == null) {
      return transferFormat().or(() -> FormatParser.builtIn("common")).orElseThrow();
    }
    Optional<Format> named = named(written);
    if (named.isPresent()) {
      return named.get();
    }
    if (!written.contains("%") && !written.isEmpty()) {
      throw new InvalidValueException(
          "CustomLog names the format \""
              + written
              + "\", which no LogFormat defines: write combined, common, json or a LogFormat of that"
              + " name.");
    }
    try {
      return FormatParser.logFormat(written);
    } catch (InvalidValueException e) {
      throw Syntax.wrong("CustomLog", e);
    }
  }

  private Optional<Format> named(String nickname) {
    return Optional.ofNullable(formats.get(nickname))
        .or(() -> main == null ? Optional.empty() : main.named(nickname))
        .or(() -> FormatParser.builtIn(nickname));
  }

  private Optional<Format> transferFormat() {
    return Optional.ofNullable(transferFormat)
        .or(() -> main == null ? Optional.empty() : main.transferFormat());
  }
}
