package io.torii.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for a whole virtual host, the main server's already merged in.
 *
 * @param serverAdmin ServerAdmin, shown on error pages
 * @param canonicalName UseCanonicalName: whether we call ourselves by ServerName instead of what
 *     the client wrote in Host (default off)
 * @param via ProxyVia (default off)
 * @param proxyRequests ProxyRequests; on is refused when the configuration is read
 * @param maxForwards ProxyMaxForwards; empty (the default) to insert none
 * @param badHeader ProxyBadHeader (default IsError)
 * @param encodedSlashes AllowEncodedSlashes (default off)
 * @param mergeSlashes MergeSlashes (default on)
 * @param trace TraceEnable (default on)
 * @param timeout Timeout (default 60 s)
 * @param tokens ServerTokens (default Full), shown in our own Server field and with ProxyVia Full
 * @param signature ServerSignature (default off): what error pages say about the server
 * @param limits LimitRequestLine, LimitRequestFieldSize, LimitRequestFields
 * @param remoteIp RemoteIPHeader and what it trusts
 * @param errorLog ErrorLog; empty for the process's own log
 * @param logLevels LogLevel by module; the key {@code ""} for all others (default warn)
 * @param accessLogs CustomLog and TransferLog, in order
 * @param persist BalancerPersist (default off)
 * @param growth BalancerGrowth, 0 to 1,000 (default 5)
 * @param status ProxyStatus (default off)
 * @param extendedStatus ExtendedStatus (default on)
 */
public record ServerSettings(
    Optional<String> serverAdmin,
    boolean canonicalName,
    Via via,
    boolean proxyRequests,
    Optional<Integer> maxForwards,
    BadHeader badHeader,
    EncodedSlashes encodedSlashes,
    boolean mergeSlashes,
    Trace trace,
    Duration timeout,
    Tokens tokens,
    Signature signature,
    RequestLimits limits,
    Optional<RemoteIpConfig> remoteIp,
    Optional<ErrorLogConfig> errorLog,
    Map<String, LogLevel> logLevels,
    List<AccessLogConfig> accessLogs,
    boolean persist,
    int growth,
    boolean status,
    boolean extendedStatus) {

  /** As httpd has them when nothing is written. */
  public static final ServerSettings DEFAULT =
      new ServerSettings(
          Optional.empty(),
          false,
          Via.OFF,
          false,
          Optional.empty(),
          BadHeader.IS_ERROR,
          EncodedSlashes.OFF,
          true,
          Trace.ON,
          Duration.ofSeconds(60),
          Tokens.FULL,
          Signature.OFF,
          RequestLimits.DEFAULT,
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of(),
          false,
          5,
          false,
          true);

  public ServerSettings {
    logLevels = Map.copyOf(logLevels);
    accessLogs = List.copyOf(accessLogs);
  }

  /** The level for a module, or for everything when the module has none. */
  public LogLevel logLevel(String module) {
    LogLevel own = logLevels.get(module);
    return own != null ? own : logLevels.getOrDefault("", LogLevel.WARN);
  }

  /** ProxyVia. */
  public enum Via {
    OFF,
    ON,
    FULL,
    BLOCK
  }

  /** ProxyBadHeader. */
  public enum BadHeader {
    IS_ERROR,
    IGNORE,
    START_BODY
  }

  /** AllowEncodedSlashes. */
  public enum EncodedSlashes {
    /** A {@code %2F} in a path is answered 404. */
    OFF,
    /** It is decoded. */
    ON,
    /** It is kept as it is. */
    NO_DECODE
  }

  /** TraceEnable. */
  public enum Trace {
    OFF,
    ON,
    EXTENDED
  }

  /** ServerTokens, from saying least to saying most. */
  public enum Tokens {
    PROD,
    MAJOR,
    MINOR,
    MIN,
    OS,
    FULL
  }

  /** ServerSignature. */
  public enum Signature {
    OFF,
    /** Product, name and port. */
    ON,
    /** The same, with a link to ServerAdmin. */
    EMAIL
  }

  /** LogLevel, from saying least to saying most. */
  public enum LogLevel {
    EMERG,
    ALERT,
    CRIT,
    ERROR,
    WARN,
    NOTICE,
    INFO,
    DEBUG,
    TRACE1,
    TRACE2,
    TRACE3,
    TRACE4,
    TRACE5,
    TRACE6,
    TRACE7,
    TRACE8
  }
}
