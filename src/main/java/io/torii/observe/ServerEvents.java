package io.torii.observe;

import io.torii.config.ServerSettings;
import io.torii.config.ServerSettings.LogLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What no request is the reason of, such as a member that goes into the error state or comes back,
 * stands in the main server's ErrorLog too, as with httpd, and not in the process's log alone.
 */
public final class ServerEvents extends Handler {

  /** Kept, as the platform holds loggers weakly. */
  private final List<Logger> loggers =
      List.of(Logger.getLogger("torii"), Logger.getLogger("io.torii"));

  private final LogWriter writer;
  private final SimpleFormatter text = new SimpleFormatter();
  private volatile @Nullable ServerSettings server;

  /** Hears of everything from now on, until it is closed. */
  public static ServerEvents listening(LogWriter writer) {
    ServerEvents events = new ServerEvents(writer);
    events.loggers.forEach(logger -> logger.addHandler(events));
    return events;
  }

  private ServerEvents(LogWriter writer) {
    this.writer = writer;
  }

  /** Takes over a configuration: which file, and how much of it. */
  public void apply(ServerSettings main) {
    server = main;
  }

  @Override
  public void publish(LogRecord log) {
    ServerSettings main = server;
    String logger = String.valueOf(log.getLoggerName());
    // What the writer says about its files must not go into them.
    if (main == null || main.errorLog().isEmpty() || logger.equals(LogWriter.class.getName())) {
      return;
    }
    LogLevel level = level(log.getLevel());
    String module = module(logger);
    if (level.compareTo(main.logLevel(module)) > 0) {
      return;
    }
    StringBuilder line = new StringBuilder(ErrorLog.prefix(level, module));
    LogEscape.message(line, text.formatMessage(log));
    if (log.getThrown() != null) {
      LogEscape.message(line, ": " + log.getThrown());
    }
    writer.write(Path.of(main.errorLog().get().path()), line.toString());
  }

  /** httpd's modules for the parts of ours. */
  private static String module(String logger) {
    if (logger.startsWith("io.torii.balancer")) {
      return "proxy_balancer";
    }
    if (logger.startsWith("io.torii.health")) {
      return "proxy_hcheck";
    }
    return logger.startsWith("io.torii.upstream") ? "proxy" : "core";
  }

  private static LogLevel level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return LogLevel.ERROR;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return LogLevel.WARN;
    }
    return level.intValue() >= Level.INFO.intValue() ? LogLevel.NOTICE : LogLevel.DEBUG;
  }

  @Override
  public void flush() {
    // the writer does
  }

  @Override
  public void close() {
    loggers.forEach(logger -> logger.removeHandler(this));
  }
}
