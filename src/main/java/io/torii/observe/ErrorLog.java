package io.torii.observe;

import io.torii.config.ErrorLogConfig;
import io.torii.config.ServerSettings;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.exchange.EventLog;
import io.torii.http.AddressText;
import io.torii.rule.Request;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The error log: a file for each virtual host that names one, in httpd's form; else the process's
 * own log. LogLevel decides for each virtual host and module.
 */
public final class ErrorLog implements EventLog {

  private static final Logger PROCESS = LoggerFactory.getLogger("torii");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final LogWriter writer;

  public ErrorLog(LogWriter writer) {
    this.writer = writer;
  }

  @Override
  public boolean enabled(LogLevel level, String module, Request request) {
    ServerSettings server = request.host().server();
    return level.compareTo(server.logLevel(module)) <= 0;
  }

  @Override
  public boolean log(LogLevel level, String module, Request request, String code, String message) {
    if (!enabled(level, module, request)) {
      return false;
    }
    StringBuilder text = new StringBuilder(160);
    InetSocketAddress peer = request.connection().peer();
    text.append("[client ")
        .append(AddressText.of(request.client()))
        .append(':')
        .append(peer.getPort())
        .append("] ");
    if (!code.isEmpty()) {
      text.append(code).append(": ");
    }
    LogEscape.message(text, message);
    text.append(" [request ");
    LogEscape.append(text, request.id());
    text.append(']');
    Optional<ErrorLogConfig> file = request.host().server().errorLog();
    if (file.isPresent()) {
      writer.write(Path.of(file.get().path()), prefix(level, module) + text);
    } else {
      PROCESS.atLevel(slf4j(level)).log(text.toString());
    }
    return true;
  }

  /** What a line of an error log begins with. */
  static String prefix(LogLevel level, String module) {
    return "["
        + TIME.format(Instant.now())
        + "] ["
        + module
        + ":"
        + level.name().toLowerCase(Locale.ROOT)
        + "] [pid "
        + ProcessHandle.current().pid()
        + ":tid "
        + Thread.currentThread().getId()
        + "] ";
  }

  private static Level slf4j(LogLevel level) {
    return switch (level) {
      case EMERG, ALERT, CRIT, ERROR -> Level.ERROR;
      case WARN -> Level.WARN;
      case NOTICE, INFO -> Level.INFO;
      case DEBUG -> Level.DEBUG;
      default -> Level.TRACE;
    };
  }
}
