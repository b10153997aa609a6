package io.torii.config.directives;

import io.torii.config.MemberConfig;
import io.torii.config.ProxyConfig;
import io.torii.directive.Problems;
import java.util.Optional;

/**
 * Whether https members stand where SSLProxyEngine is written to be off. httpd answers 500 then; we
 * need no such switch, and say so.
 */
final class ProxyEngineCheck {

  private final ProxyConfig config;
  private final Problems problems;

  ProxyEngineCheck(ProxyConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  void run(ServerDraft server) {
    boolean sections =
        server.memberTls.stream().anyMatch(s -> s.values().find(Key.PROXY_TLS).orElse(false));
    if (sections || !server.values().find(Key.PROXY_TLS).equals(Optional.of(false))) {
      return;
    }
    config.balancers().values().stream()
        .filter(b -> b.isOf(server.id()))
        .sorted((a, b) -> a.key().compareTo(b.key()))
        .flatMap(b -> b.members().stream())
        .filter(m -> m.url().secure())
        .forEach(this::warn);
  }

  private void warn(MemberConfig member) {
    problems.warn(
        member.origin(),
        member.url()
            + " is reached with TLS although SSLProxyEngine is Off, where httpd answers 500"
            + " (AH01961): write SSLProxyEngine On.");
  }
}
