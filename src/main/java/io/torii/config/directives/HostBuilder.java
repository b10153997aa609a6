package io.torii.config.directives;

import io.torii.config.ProxyRule;
import io.torii.config.RedirectRule;
import io.torii.config.RequestSettings;
import io.torii.config.RequestSettingsBuilder;
import io.torii.config.Section;
import io.torii.config.VirtualHost;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.List;

/** Makes virtual hosts of drafts, with what they inherit from the main server. */
final class HostBuilder {

  private final Problems problems;
  private final ServerDraft main;
  private final RequestSettings mainSettings;

  /**
   * @param mainSettings what the main server says outside of sections
   */
  HostBuilder(ServerDraft main, RequestSettings mainSettings, Problems problems) {
    this.main = main;
    this.mainSettings = mainSettings;
    this.problems = problems;
  }

  VirtualHost main() {
    return host(main, mainSettings, main.proxySections, main.locations, List.of());
  }

  /** Settings of its own replace the main server's; lists stand behind the main server's. */
  VirtualHost host(ServerDraft draft) {
    List<ProxyRule> inherited = draft.values().get(Key.PASS_INHERIT) ? main.rules : List.of();
    return host(
        draft,
        over(mainSettings, draft.finish()),
        joined(main.proxySections, draft.proxySections),
        joined(main.locations, draft.locations),
        inherited);
  }

  private VirtualHost host(
      ServerDraft draft,
      RequestSettings settings,
      List<Section> proxySections,
      List<Section> locations,
      List<ProxyRule> inherited) {
    return new VirtualHost(
        draft.id(),
        draft.addresses,
        draft.name().or(main::name),
        draft.aliases,
        SettingsBuilder.server(draft, problems),
        settings,
        proxySections,
        locations,
        joined(inherited, draft.rules),
        draft.values().get(Key.PASS_INHERIT),
        draft.rewrites.finish(draft.values().find(Key.REWRITE), problems),
        draft.disk.finish(main.disk, problems),
        SettingsBuilder.tls(draft),
        draft.origin());
  }

  private static RequestSettings over(RequestSettings main, RequestSettings own) {
    RequestSettingsBuilder merged = new RequestSettingsBuilder(main).add(own);
    // mod_alias alone looks at the host's own before the main server's
    List<RedirectRule> redirects = joined(own.redirects(), main.redirects());
    merged.redirects.clear();
    merged.redirects.addAll(redirects);
    return merged.build();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
