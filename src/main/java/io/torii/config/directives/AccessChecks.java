package io.torii.config.directives;

import io.torii.config.AuthConfig;
import io.torii.config.DirectorySection;
import io.torii.config.FileSettings;
import io.torii.config.RequestSettings;
import io.torii.config.Requirement;
import io.torii.config.Section;
import io.torii.config.VirtualHost;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether those who may pass can say who they are. */
final class AccessChecks {

  private final boolean tokens;
  private final Problems problems;
  private final Set<Origin> told = new HashSet<>();

  /**
   * @param tokens whether somebody can log in at the manager without a password
   */
  AccessChecks(boolean tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  void run(VirtualHost host) {
    AuthConfig everywhere =
        Stream.of(host.proxySections(), host.locations(), files(host.files()))
            .flatMap(List::stream)
            .map(Section::settings)
            .reduce(AuthConfig.NONE, (auth, s) -> auth.merge(all(s)), AuthConfig::merge)
            .merge(all(host.settings()));
    for (Section location : host.locations()) {
      users(location, everywhere);
      manager(location, host.settings());
    }
    host.proxySections().forEach(section -> users(section, everywhere));
    files(host.files()).forEach(section -> users(section, everywhere));
  }

  private static List<Section> files(FileSettings settings) {
    List<Section> all = new ArrayList<>(settings.files());
    for (DirectorySection directory : settings.directories()) {
      all.add(directory.section());
      all.addAll(directory.files());
    }
    return all;
  }

  /** What the settings and the Ifs in them say together: any of it may come to hold. */
  private static AuthConfig all(RequestSettings settings) {
    AuthConfig auth = settings.auth();
    for (var conditional : settings.conditionals()) {
      for (var branch : conditional.branches()) {
        auth = auth.merge(all(branch.settings()));
      }
    }
    return auth;
  }

  /** httpd answers such requests 500; we know it beforehand. */
  private void users(Section section, AuthConfig auth) {
    Optional<String> missing =
        !auth.basic()
            ? Optional.of("AuthType Basic")
            : auth.userFile().isEmpty()
                ? Optional.of("AuthUserFile")
                : auth.realm().isEmpty() ? Optional.of("AuthName") : Optional.empty();
    Requirement require = section.settings().require();
    if (tokens && section.settings().isManager() && !auth.basic()) {
      return;
    }
    if (missing.isPresent() && require != null && asks(require) && told.add(section.origin())) {
      problems.error(
          section.origin(),
          "Somebody must log in here, but no section says how: "
              + missing.get()
              + " is missing; write AuthType Basic, AuthName and AuthUserFile.");
    }
  }

  private static boolean asks(Requirement requirement) {
    if (requirement instanceof Requirement.Any any) {
      return asks(any.operands());
    }
    if (requirement instanceof Requirement.Every every) {
      return asks(every.operands());
    }
    if (requirement instanceof Requirement.None none) {
      return asks(none.operands());
    }
    return requirement instanceof Requirement.Not not
        ? asks(not.operand())
        : requirement instanceof Requirement.User
            || requirement instanceof Requirement.Group
            || requirement instanceof Requirement.ValidUser;
  }

  private static boolean asks(List<Requirement> operands) {
    return operands.stream().anyMatch(AccessChecks::asks);
  }

  private void manager(Section location, RequestSettings around) {
    if (location.settings().isManager()
        && location.settings().require() == null
        && around.require() == null
        && told.add(location.origin())) {
      problems.note(
          location.origin(),
          "The balancer-manager has no Require here and answers this machine only: write Require ip"
              + " for others.");
    }
  }
}
