package io.torii.observe;

import io.torii.config.AccessLogConfig;
import io.torii.config.ProxyConfig;
import io.torii.config.VirtualHost;
import io.torii.exchange.Completed;
import io.torii.rule.condition.ExpressionEvaluator;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The access logs of one configuration: each virtual host's own, or the main server's. */
public final class AccessLogs implements Consumer<Completed> {

  private final Map<String, List<AccessLog>> byHost = new HashMap<>();

  /** The logs as configured, whose files {@link LogFiles} has found to open. */
  public AccessLogs(ProxyConfig config, LogWriter writer, ExpressionEvaluator expressions) {
    LogTime time = new LogTime(ZoneId.systemDefault());
    Stream.concat(config.hosts().stream(), Stream.of(config.main()))
        .forEach(host -> byHost.put(host.id(), logs(host, time, writer, expressions)));
  }

  private static List<AccessLog> logs(
      VirtualHost host, LogTime time, LogWriter writer, ExpressionEvaluator expressions) {
    List<AccessLogConfig> configs = host.server().accessLogs();
    return configs.stream().map(c -> new AccessLog(c, time, writer, expressions)).toList();
  }

  /** Writes a request's lines. */
  @Override
  public void accept(Completed completed) {
    for (AccessLog log : byHost.getOrDefault(completed.request().host().id(), List.of())) {
      log.write(completed);
    }
  }
}
