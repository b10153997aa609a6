package io.torii.diagnosis;

import java.util.List;

/** A member that says nothing to whoever wants to connect. */
final class ConnectTimeoutCheck implements Check.OfMember {

  @Override
  public String name() {
    return "connection-timeout";
  }

  @Override
  public String finds() {
    return "connections that are not answered: a firewall that drops, a machine that is off, a full"
        + " backlog";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (!(visit.outcome() instanceof Visit.NoConnection no) || !no.late()) {
      return List.of();
    }
    long configured = visit.approach().member().config().transport().connectTimeout().toMillis();
    return List.of(
        finding(
            Severity.ERROR,
            visit.subject(),
            no.where() + " does not answer whoever wants to connect.",
            "Check whether the machine is up, whether a firewall drops what we send, and whether the"
                + " member still accepts connections. Each request waits for connectiontimeout= ("
                + configured
                + " ms here) before another member is asked: a second is enough in one network.",
            "no answer within " + no.after().toMillis() + " ms"));
  }
}
