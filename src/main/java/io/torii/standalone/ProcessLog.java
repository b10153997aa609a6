package io.torii.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * The process's own log: one line a record on stderr, ours from INFO on, libraries from WARNING on.
 * A {@code java.util.logging.config.file} of the user's own replaces all of it.
 */
final class ProcessLog {

  /** Says nothing that an administrator could act upon. */
  private static final Map<String, Level> QUIET =
      Map.of(
          "org.jboss.weld", Level.SEVERE,
          "org.jboss.resteasy", Level.SEVERE,
          "org.apache.catalina.core.ContainerBase", Level.OFF,
          "org.apache.catalina.core.StandardWrapperValve", Level.OFF,
          "org.apache.catalina.connector", Level.SEVERE,
          // Random numbers for sessions, which there are none of.
          "org.apache.catalina.util.SessionIdGeneratorBase", Level.SEVERE,
          // Of every cipher that Java does not have, and of optional certificates, which do work.
          "org.apache.tomcat.util.net.SSLUtilBase", Level.SEVERE,
          "org.apache.tomcat.util.net.jsse", Level.SEVERE);

  /** Loggers are held weakly by the platform; these levels are to stay. */
  private static final List<Logger> KEPT = new ArrayList<>();

  private ProcessLog() {}

  /** Sets the process's log up, once. */
  static void install() {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new Stderr());
    root.setLevel(Level.WARNING);
    level("torii", Level.INFO);
    level("io.torii", Level.INFO);
    QUIET.forEach(ProcessLog::level);
  }

  private static void level(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    KEPT.add(logger);
  }

  /**
   * Writes each record at once. Tomcat changes the format of every ConsoleHandler, so it is none.
   */
  private static final class Stderr extends StreamHandler {

    Stderr() {
      super(System.err, new OneLine());
      setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(LogRecord log) {
      super.publish(log);
      flush();
    }

    /** Java closes all handlers when the process ends; the stream is needed a little longer. */
    @Override
    public synchronized void close() {
      flush();
    }
  }

  /** {@code [time] [logger:level] [pid n] message}, much as httpd's error log. */
  private static final class OneLine extends Formatter {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    private final String pid = Long.toString(ProcessHandle.current().pid());

    @Override
    public String format(LogRecord log) {
      StringBuilder line = new StringBuilder(160);
      line.append('[').append(TIME.format(log.getInstant())).append("] [");
      line.append(log.getLoggerName()).append(':').append(word(log.getLevel()));
      line.append("] [pid ").append(pid).append("] ").append(formatMessage(log)).append('\n');
      if (log.getThrown() != null) {
        StringWriter trace = new StringWriter();
        log.getThrown().printStackTrace(new PrintWriter(trace, true));
        line.append(trace);
      }
      return line.toString();
    }

    private static String word(Level level) {
      if (level.intValue() >= Level.SEVERE.intValue()) {
        return "error";
      }
      if (level.intValue() >= Level.WARNING.intValue()) {
        return "warn";
      }
      return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
    }
  }

  /** Says something while the process ends, when Java has closed the handlers of its loggers. */
  static void last(Level level, String message) {
    System.err.print(line(level, "torii", message, Instant.now()));
  }

  /** One line of the log. */
  static String line(Level level, String logger, String message, Instant at) {
    LogRecord log = new LogRecord(level, message);
    log.setLoggerName(logger);
    log.setInstant(at);
    return new OneLine().format(log);
  }
}
