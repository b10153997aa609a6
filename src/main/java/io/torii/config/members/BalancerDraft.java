package io.torii.config.members;

import io.torii.config.MemberUrl;
import io.torii.directive.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A balancer while the configuration is read. */
final class BalancerDraft {

  final String name;
  final Origin origin;
  final ParameterValues values = new ParameterValues();
  final Map<MemberUrl, MemberDraft> members = new LinkedHashMap<>();

  /** The places that name it as a target. */
  final List<Origin> uses = new ArrayList<>();

  /** Whether it was more than named as a target. */
  boolean declared;

  /** The SSLProxy directives of its section. */
  io.torii.config.@Nullable ProxyTls tls;

  BalancerDraft(String name, Origin origin) {
    this.name = name;
    this.origin = origin;
  }
}
