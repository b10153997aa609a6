package io.torii.rule.access;

import io.torii.config.Requirement;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes a requirement as the configuration has it, for explanations. */
final class RequirementText {

  private RequirementText() {}

  static String of(Requirement requirement) {
    if (requirement instanceof Requirement.All r) {
      return "Require all " + (r.granted() ? "granted" : "denied");
    } else if (requirement instanceof Requirement.Ip r) {
      return "Require ip " + list(r.networks());
    } else if (requirement instanceof Requirement.Host r) {
      return "Require host " + list(r.names());
    } else if (requirement instanceof Requirement.User r) {
      return "Require user " + sorted(r.names());
    } else if (requirement instanceof Requirement.Group r) {
      return "Require group " + sorted(r.names());
    } else if (requirement instanceof Requirement.Env r) {
      return "Require env " + list(r.variables());
    } else if (requirement instanceof Requirement.Method r) {
      return "Require method " + sorted(r.methods());
    } else if (requirement instanceof Requirement.Expr) {
      return "Require expr";
    } else if (requirement instanceof Requirement.Local) {
      return "Require local";
    } else if (requirement instanceof Requirement.ValidUser) {
      return "Require valid-user";
    }
    return requirement.getClass().getSimpleName();
  }

  private static String list(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private static String sorted(Collection<String> values) {
    return list(values.stream().sorted().toList());
  }
}
