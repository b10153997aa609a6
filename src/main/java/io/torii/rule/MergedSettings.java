package io.torii.rule;

import io.torii.config.ConditionalSection;
import io.torii.config.RedirectRule;
import io.torii.config.RequestSettings;
import io.torii.config.Section;
import io.torii.directive.expr.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a request: the host's own settings with those of its sections on top.
 *
 * @param settings all of it
 * @param sections without the host's own
 * @param redirects of the sections, the last section's first: the most specific decides, as in
 *     httpd
 * @param manager the section whose SetHandler counts, if it asks for the manager
 */
record MergedSettings(
    RequestSettings settings,
    RequestSettings sections,
    List<RedirectRule> redirects,
    @Nullable Section manager) {

  MergedSettings {
    redirects = List.copyOf(redirects);
  }

  static MergedSettings of(RequestSettings base, List<Section> sections) {
    RequestSettings own = RequestSettings.EMPTY;
    List<RedirectRule> redirects = new ArrayList<>();
    Section handler = null;
    for (Section section : sections) {
      own = own.merge(section.settings());
      redirects.addAll(0, section.settings().redirects());
      handler = section.settings().handler() != null ? section : handler;
    }
    Section manager = handler != null && handler.settings().isManager() ? handler : null;
    return new MergedSettings(base.merge(own), own, redirects, manager);
  }

  /** With the If blocks that hold on top, those inside of them included. */
  MergedSettings conditional(Predicate<Expression> holds) {
    return settings.conditionals().isEmpty() ? this : apply(settings.conditionals(), holds);
  }

  private MergedSettings apply(List<ConditionalSection> conditionals, Predicate<Expression> holds) {
    MergedSettings result = this;
    for (ConditionalSection conditional : conditionals) {
      for (ConditionalSection.Branch branch : conditional.branches()) {
        if (holds.test(branch.condition())) {
          RequestSettings inner = branch.settings();
          result = result.under(inner).apply(inner.conditionals(), holds);
          break;
        }
      }
    }
    return result;
  }

  private MergedSettings under(RequestSettings over) {
    List<RedirectRule> all = new ArrayList<>(over.redirects());
    all.addAll(redirects);
    return new MergedSettings(
        settings.merge(over),
        sections.merge(over),
        all,
        over.handler() == null || over.isManager() ? manager : null);
  }
}
