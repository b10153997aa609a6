package io.torii.config.directives;

import io.torii.config.ListenerSettings;
import io.torii.config.ProxyTls;
import io.torii.config.RemoteIpConfig;
import io.torii.config.RequestLimits;
import io.torii.config.ServerSettings;
import io.torii.config.ServerTls;
import io.torii.config.members.ScopeDefaults;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the single-value records of the model from what a server has written and inherits. */
final class SettingsBuilder {

  private SettingsBuilder() {}

  static ServerSettings server(ServerDraft draft, Problems problems) {
    Values values = draft.values();
    return new ServerSettings(
        values.find(Key.SERVER_ADMIN),
        values.get(Key.CANONICAL_NAME),
        values.get(Key.VIA),
        false,
        values.find(Key.MAX_FORWARDS).filter(n -> n >= 0),
        values.get(Key.BAD_HEADER),
        values.get(Key.ENCODED_SLASHES),
        values.get(Key.MERGE_SLASHES),
        values.get(Key.TRACE),
        values.get(Key.TIMEOUT),
        values.get(Key.TOKENS),
        values.get(Key.SIGNATURE),
        new RequestLimits(
            values.get(Key.LIMIT_LINE),
            values.get(Key.LIMIT_FIELD_SIZE),
            values.get(Key.LIMIT_FIELDS)),
        remoteIp(draft),
        values.find(Key.ERROR_LOG),
        draft.logs.levels(),
        draft.logs.accessLogs(problems),
        values.get(Key.PERSIST),
        values.get(Key.GROWTH),
        values.get(Key.STATUS),
        values.get(Key.EXTENDED_STATUS));
  }

  /** As httpd has it: proxies that a host names stand in place of the main server's. */
  private static Optional<RemoteIpConfig> remoteIp(ServerDraft draft) {
    ServerDraft named =
        draft.internalProxies.isEmpty() && draft.trustedProxies.isEmpty()
            ? draft.inheritsFrom().orElse(draft)
            : draft;
    return draft
        .values()
        .find(Key.REMOTE_IP_HEADER)
        .map(header -> new RemoteIpConfig(header, named.internalProxies, named.trustedProxies));
  }

  static ListenerSettings listener(ServerDraft main) {
    Values values = main.values();
    return new ListenerSettings(
        values.get(Key.KEEP_ALIVE),
        values.get(Key.KEEP_ALIVE_TIMEOUT),
        values.get(Key.MAX_KEEP_ALIVE_REQUESTS),
        values.get(Key.HEADER_TIMEOUT),
        values.find(Key.HEADER_TIMEOUT).orElse(ListenerSettings.DEFAULT.headTime()),
        values.get(Key.TIMEOUT),
        values.find(Key.PROTOCOLS).map(Protocols::h2).orElse(true),
        values.find(Key.PROTOCOLS).map(Protocols::h2c).orElse(false),
        values.get(Key.PROXY_PROTOCOL));
  }

  /** A server's own TLS; empty if SSLEngine is not on. */
  static Optional<ServerTls> tls(ServerDraft draft) {
    Values values = draft.values();
    if (!values.find(Key.TLS).orElse(false)) {
      return Optional.empty();
    }
    Optional<ServerDraft> main = draft.inheritsFrom();
    ServerDraft certified = draft.certificates.isEmpty() ? main.orElse(draft) : draft;
    List<ServerTls.Certificate> certificates = new ArrayList<>();
    for (int i = 0; i < certified.certificates.size(); i++) {
      certificates.add(
          new ServerTls.Certificate(
              certified.certificates.get(i),
              i < certified.keys.size() ? certified.keys.get(i) : certified.certificates.get(i)));
    }
    List<String> options = new ArrayList<>(main.map(m -> m.tlsOptions).orElse(List.of()));
    options.addAll(draft.tlsOptions);
    return Optional.of(
        new ServerTls(
            certificates,
            values.find(Key.TLS_CHAIN),
            values
                .find(Key.TLS_PROTOCOLS)
                .map(TlsVersions::names)
                .orElse(List.of("TLSv1.2", "TLSv1.3")),
            values.find(Key.TLS_CIPHERS),
            values.get(Key.TLS_HONOR_ORDER),
            values.get(Key.TLS_CLIENT_AUTH),
            values.find(Key.TLS_CLIENT_CA),
            options,
            values.find(Key.PROTOCOLS).map(Protocols::h2).orElse(true)));
  }

  static ProxyTls proxyTls(Values values) {
    boolean checkName =
        values
            .find(Key.PROXY_TLS_CHECK_NAME)
            .or(() -> values.find(Key.PROXY_TLS_CHECK_CN))
            .orElse(true);
    return new ProxyTls(
        values.get(Key.PROXY_TLS_VERIFY),
        checkName,
        values.get(Key.PROXY_TLS_CHECK_EXPIRY),
        values.find(Key.PROXY_TLS_CA),
        values.find(Key.PROXY_TLS_CERTIFICATE),
        values.find(Key.PROXY_TLS_PROTOCOLS).map(TlsVersions::names).orElse(List.of()));
  }

  /** Tells a server's members what they have when their parameters do not say otherwise. */
  static void describeMembers(ServerDraft draft) {
    Values values = draft.values();
    draft
        .members()
        .defaults(
            new ScopeDefaults(
                values.find(Key.PROXY_TIMEOUT).orElseGet(() -> values.get(Key.TIMEOUT)),
                proxyTls(values),
                values.find(Key.SOURCE_ADDRESS),
                values.get(Key.IO_BUFFER_SIZE),
                values.get(Key.RECEIVE_BUFFER_SIZE)));
    for (ServerDraft.MemberTls section : draft.memberTls) {
      draft.members().tls(section.url(), proxyTls(section.values()), section.origin());
    }
  }
}
