package io.torii.config.change;

import io.torii.config.MemberStatus;

/**
 * One thing that can be changed. Balancers are named by {@link io.torii.config.BalancerConfig#key},
 * members by their URLs, parameters and values as ProxySet and BalancerMember have them.
 */
public sealed interface Edit {

  /** The balancer that it is about; empty for a rule. */
  default String balancer() {
    return "";
  }

  /** The member that it is about; empty for the balancer itself. */
  default String member() {
    return "";
  }

  /** Two edits with the same place exclude each other: the later one counts. */
  String place();

  /** A parameter of a balancer; an empty value for what holds where nobody has written it. */
  record SetBalancer(String balancer, String parameter, String value) implements Edit {
    @Override
    public String place() {
      return balancer + " " + parameter;
    }
  }

  /** A parameter of a member; an empty value for what holds where nobody has written it. */
  record SetMember(String balancer, String member, String parameter, String value) implements Edit {
    @Override
    public String place() {
      return balancer + " " + member + " " + parameter;
    }
  }

  /** One of a member's flags; never E or C, which are health. */
  record SetFlag(String balancer, String member, MemberStatus flag, boolean on) implements Edit {
    @Override
    public String place() {
      return balancer + " " + member + " status " + flag.letter();
    }
  }

  /** Another member, with every parameter at its default. */
  record AddMember(String balancer, String member) implements Edit {
    @Override
    public String place() {
      return balancer + " " + member;
    }
  }

  /** A member of the configuration that is to be gone. */
  record RemoveMember(String balancer, String member) implements Edit {
    @Override
    public String place() {
      return balancer + " " + member;
    }
  }

  /**
   * Another balancer of the main server.
   *
   * @param balancer its key: {@code main/} and its name
   */
  record AddBalancer(String balancer) implements Edit {
    @Override
    public String place() {
      return balancer;
    }
  }

  /** A balancer of the configuration that is to be gone; no rule may name it. */
  record RemoveBalancer(String balancer) implements Edit {
    @Override
    public String place() {
      return balancer;
    }
  }

  /**
   * Another ProxyPass, in front of all others of its server.
   *
   * @param server {@link io.torii.config.VirtualHost#id} of the server that it stands in
   * @param arguments as ProxyPass takes them
   */
  record AddRule(String server, String arguments) implements Edit {

    /** The main server's id. */
    public static final String MAIN = "main";

    /** One of the main server. */
    public AddRule(String arguments) {
      this(MAIN, arguments);
    }

    /** Whether it is one of the main server, whose rules virtual hosts inherit. */
    public boolean ofMain() {
      return server.equals(MAIN);
    }

    @Override
    public String place() {
      return (ofMain() ? "rule " : "rule in front of " + server + ": ") + arguments;
    }
  }

  /**
   * A ProxyPass of the configuration that is to be gone.
   *
   * @param server {@link io.torii.config.VirtualHost#id} of the server that it stands in
   * @param rule {@link io.torii.config.ProxyRule#text}
   */
  record RemoveRule(String server, String rule) implements Edit {
    @Override
    public String place() {
      return "rule of " + server + ": " + rule;
    }
  }
}
