package io.torii.manager;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings as the API shows them, and the ETag that changes with them. */
final class Settings {

  private Settings() {}

  static Map<String, @Nullable Object> of(MemberConfig member) {
    return read(MemberFields.ALL, member);
  }

  static Map<String, @Nullable Object> of(BalancerConfig balancer) {
    return read(BalancerFields.ALL, balancer);
  }

  private static <C> Map<String, @Nullable Object> read(List<Field<C>> fields, C config) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    fields.forEach(field -> values.put(field.name(), field.read().apply(config)));
    return values;
  }

  static String etag(MemberConfig member) {
    return quoted(member.url() + " " + of(member));
  }

  /** Of the balancer's own settings and of who its members are, not of how these are set. */
  static String etag(BalancerConfig balancer) {
    List<String> urls = balancer.members().stream().map(m -> m.url().toString()).toList();
    return quoted(balancer.key() + " " + of(balancer) + " " + urls);
  }

  static String quoted(String what) {
    return '"' + Ids.hash(what) + '"';
  }
}
