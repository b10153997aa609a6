package io.torii.manager;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.PoolConfig;
import io.torii.config.TransportConfig;
import io.torii.http.HtmlText;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The balancers as httpd's balancer-manager has them with {@code xml=1}: its tree, its namespace,
 * its order. Times are in whole seconds, what httpd leaves out where it is not set is left out
 * where it is at its default.
 */
final class ClassicXml {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final TransportConfig DEFAULT = TransportConfig.DEFAULT;

  private final StringBuilder out = new StringBuilder(4096);
  private final Function<BalancerConfig, String> nonces;
  private int depth = 1;

  private ClassicXml(Function<BalancerConfig, String> nonces) {
    this.nonces = nonces;
  }

  /**
   * The document.
   *
   * @param nonces what is shown as a balancer's nonce
   */
  static String of(List<Balancer> balancers, Function<BalancerConfig, String> nonces) {
    ClassicXml xml = new ClassicXml(nonces);
    xml.out
        .append("<?xml version='1.0' encoding='UTF-8' ?>\n")
        .append("<httpd:manager xmlns:httpd='http://httpd.apache.org'>\n");
    xml.group("balancers", () -> balancers.forEach(b -> xml.group("balancer", () -> xml.add(b))));
    return xml.out.append("</httpd:manager>\n").toString();
  }

  private void add(Balancer balancer) {
    BalancerConfig config = balancer.config();
    add("name", config.url());
    add("nonce", nonces.apply(config));
    config
        .sticky()
        .ifPresent(
            sticky -> {
              add("stickysession", sticky.cookie());
              add("nofailover", onOff(config.noFailover()));
            });
    add("timeout", config.memberWait().toSeconds());
    if (config.members().size() > 1 || config.maxAttempts() > 0) {
      add("maxattempts", config.maxAttempts());
    }
    add("lbmethod", config.method());
    config.sticky().ifPresent(sticky -> add("scolonpathdelim", onOff(sticky.semicolonDelimits())));
    group("workers", () -> balancer.members().forEach(m -> group("worker", () -> add(m))));
  }

  private void add(Member member) {
    MemberConfig config = member.config();
    add("name", member.url());
    add("scheme", member.url().scheme());
    add("hostname", member.url().host());
    String weight = MemberFields.weight(member.settings().weight()).setScale(2).toPlainString();
    add("loadfactor", weight);
    add("port", member.url().port());
    pool(config.pool());
    sockets(config);
    add("status", member.statusWords());
    member.errorTime().ifPresent(time -> add("error_time", DATE.format(time)));
    add("retries", member.retries());
    add("lbstatus", member.lbstatus());
    add("loadfactor", weight);
    add("transferred", member.traffic().transferred());
    add("read", member.traffic().read());
    add("elected", member.elected());
    add("route", member.settings().route());
    add("redirect", member.settings().redirect());
    add("busy", member.busy());
    add("lbset", member.settings().lbset());
    if (!config.pool().reuse()) {
      add("disablereuse", onOff(true));
    }
    times(config.transport());
  }

  private void pool(PoolConfig pool) {
    add("min", pool.min());
    add("smax", pool.smax());
    add("max", pool.max());
    add("ttl", pool.ttl().map(Duration::toSeconds).orElse(0L));
  }

  private void sockets(MemberConfig config) {
    TransportConfig transport = config.transport();
    if (!transport.timeout().equals(DEFAULT.timeout())) {
      add("timeout", transport.timeout().toSeconds());
    }
    config.pool().acquire().ifPresent(wait -> add("acquire", wait.toSeconds()));
    if (transport.receiveBufferSize() != DEFAULT.receiveBufferSize()) {
      add("recv_buffer_size", transport.receiveBufferSize());
    }
    if (transport.ioBufferSize() != DEFAULT.ioBufferSize()) {
      add("io_buffer_size", transport.ioBufferSize());
    }
    if (transport.keepAlive()) {
      add("keepalive", onOff(true));
    }
  }

  private void times(TransportConfig transport) {
    if (!transport.connectTimeout().equals(transport.timeout())) {
      add("connectiontimeout", transport.connectTimeout().toSeconds());
    }
    if (!transport.retry().equals(DEFAULT.retry())) {
      add("retry", transport.retry().toSeconds());
    }
  }

  private void group(String name, Runnable content) {
    indent().append("<httpd:").append(name).append(">\n");
    depth++;
    content.run();
    depth--;
    indent().append("</httpd:").append(name).append(">\n");
  }

  private void add(String name, Object value) {
    indent()
        .append("<httpd:")
        .append(name)
        .append('>')
        .append(HtmlText.escape(value.toString()))
        .append("</httpd:")
        .append(name)
        .append(">\n");
  }

  private StringBuilder indent() {
    return out.append("  ".repeat(depth));
  }

  private static String onOff(boolean on) {
    return on ? "On" : "Off";
  }
}
