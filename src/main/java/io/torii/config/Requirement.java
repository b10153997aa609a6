package io.torii.config;

import io.torii.directive.expr.Expression;
import java.util.List;
import java.util.Set;

/** Who may pass: Require and the containers around it. */
public sealed interface Requirement {

  /** {@code all granted} or {@code all denied}. */
  record All(boolean granted) implements Requirement {}

  /** {@code ip …}: any of the networks. */
  record Ip(List<IpNetwork> networks) implements Requirement {
    public Ip {
      networks = List.copyOf(networks);
    }
  }

  /** {@code host …}: names or suffixes, looked up in both directions. */
  record Host(List<String> names) implements Requirement {
    public Host {
      names = List.copyOf(names);
    }
  }

  /** {@code local}: a loopback address, or the same address on both ends. */
  record Local() implements Requirement {}

  /** {@code user …}. */
  record User(Set<String> names) implements Requirement {
    public User {
      names = Set.copyOf(names);
    }
  }

  /** {@code group …}, from AuthGroupFile. */
  record Group(Set<String> names) implements Requirement {
    public Group {
      names = Set.copyOf(names);
    }
  }

  /** {@code valid-user}. */
  record ValidUser() implements Requirement {}

  /** {@code env …}: any of the variables is set. */
  record Env(List<String> variables) implements Requirement {
    public Env {
      variables = List.copyOf(variables);
    }
  }

  /** {@code method …}: case-sensitive. */
  record Method(Set<String> methods) implements Requirement {
    public Method {
      methods = Set.copyOf(methods);
    }
  }

  /** {@code expr …}. */
  record Expr(Expression expression) implements Requirement {}

  /** {@code not …}. */
  record Not(Requirement operand) implements Requirement {}

  /** RequireAny, and several lines without a container. */
  record Any(List<Requirement> operands) implements Requirement {
    public Any {
      operands = List.copyOf(operands);
    }
  }

  /** RequireAll. */
  record Every(List<Requirement> operands) implements Requirement {
    public Every {
      operands = List.copyOf(operands);
    }
  }

  /** RequireNone. */
  record None(List<Requirement> operands) implements Requirement {
    public None {
      operands = List.copyOf(operands);
    }
  }
}
