package io.torii.rule;

import io.torii.config.ServerName;
import io.torii.config.VirtualHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Virtual hosts on one address, told apart by ServerName and ServerAlias. The first is the default.
 */
final class NamedHosts {

  private final List<VirtualHost> hosts;
  private final Map<String, Integer> exact = new HashMap<>();
  private final List<Wildcard> wildcards = new ArrayList<>();

  /**
   * An alias with {@code *} or {@code ?}.
   *
   * @param host the position of its host
   */
  private record Wildcard(String pattern, int host) {}

  NamedHosts(List<VirtualHost> hosts) {
    this.hosts = List.copyOf(hosts);
    for (int i = 0; i < hosts.size(); i++) {
      int position = i;
      hosts.get(i).name().map(ServerName::host).ifPresent(n -> name(n, position));
      for (String alias : hosts.get(i).aliases()) {
        if (alias.indexOf('*') >= 0 || alias.indexOf('?') >= 0) {
          wildcards.add(new Wildcard(alias.toLowerCase(Locale.ROOT), i));
        } else {
          name(alias, i);
        }
      }
    }
  }

  private void name(String name, int position) {
    exact.putIfAbsent(name.toLowerCase(Locale.ROOT), position);
  }

  /** The first host of that name, by whatever kind of name; the first of all if there is none. */
  VirtualHost named(String name) {
    if (hosts.size() == 1) {
      return hosts.get(0);
    }
    int found = exact.getOrDefault(name, hosts.size());
    for (Wildcard wildcard : wildcards) {
      if (wildcard.host() >= found) {
        break;
      }
      if (matches(wildcard.pattern(), name)) {
        found = wildcard.host();
      }
    }
    return hosts.get(found < hosts.size() ? found : 0);
  }

  /** Whether a name is a host's ServerName or one of its ServerAlias. */
  static boolean isNamed(VirtualHost host, String name) {
    return host.name().map(ServerName::host).filter(name::equals).isPresent()
        || host.aliases().stream().anyMatch(alias -> matches(alias, name));
  }

  /** {@code *} for any run of characters, {@code ?} for any one: two fingers, no recursion. */
  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      char c = p < pattern.length() ? pattern.charAt(p) : 0;
      if (c == '*') {
        star = p++;
        resume = n;
      } else if (c == '?' || c == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
