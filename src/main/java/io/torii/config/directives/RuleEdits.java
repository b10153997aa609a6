package io.torii.config.directives;

import io.torii.config.ProxyRule;
import io.torii.config.change.Difference;
import io.torii.config.change.Edit;
import io.torii.config.change.Overlay;
import io.torii.config.members.BalancerAssembly;
import io.torii.config.properties.FrontRule;
import io.torii.directive.Problems;
import java.util.List;
import java.util.Optional;

/** The rules of the servers, outside of Locations, as operators' edits change them. */
final class RuleEdits implements Overlay.Layer {

  private final Servers servers;
  private final BalancerAssembly assembly;

  RuleEdits(Servers servers, BalancerAssembly assembly) {
    this.servers = servers;
    this.assembly = assembly;
  }

  @Override
  public Optional<String> written(Edit edit) {
    return edit instanceof Edit.RemoveRule removal
        ? find(removal).map(ProxyRule::text)
        : servers.find(((Edit.AddRule) edit).server()).map(server -> "");
  }

  @Override
  public void apply(Difference difference, Problems problems) {
    if (difference.edit() instanceof Edit.RemoveRule removal) {
      ServerDraft server = servers.find(removal.server()).orElseThrow();
      ProxyRule rule = find(removal).orElseThrow();
      server.rules.remove(rule);
      server.members().unuse(rule);
    } else if (difference.edit() instanceof Edit.AddRule add) {
      ServerDraft server = servers.find(add.server()).orElseThrow();
      FrontRule.of(add, difference.origin(), assembly, problems)
          .ifPresent(
              front ->
                  server.putFirst(
                      List.of(front.rule()), front.reverse().map(List::of).orElse(List.of())));
    }
  }

  private Optional<ProxyRule> find(Edit.RemoveRule removal) {
    return servers
        .find(removal.server())
        .flatMap(
            server ->
                server.rules.stream()
                    .filter(rule -> rule.text().equals(removal.rule()))
                    .findFirst());
  }
}
