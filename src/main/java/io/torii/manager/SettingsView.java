package io.torii.manager;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run would lead to.
 *
 * @param etag that it would have
 * @param settings of the balancer or the member
 * @param members of the balancer; null for a member
 */
public record SettingsView(
    String etag, Map<String, @Nullable Object> settings, @Nullable List<SettingsView> members) {

  static SettingsView of(MemberConfig member) {
    return new SettingsView(Settings.etag(member), Settings.of(member), null);
  }

  static SettingsView of(BalancerConfig balancer) {
    return new SettingsView(
        Settings.etag(balancer),
        Settings.of(balancer),
        balancer.members().stream().map(SettingsView::of).toList());
  }
}
