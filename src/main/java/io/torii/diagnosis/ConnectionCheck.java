package io.torii.diagnosis;

import java.util.List;

/** A member that takes no connection because somebody says no at once. */
final class ConnectionCheck implements Check.OfMember {

  @Override
  public String name() {
    return "connection-refused";
  }

  @Override
  public String finds() {
    return "a port on which nobody listens, or a network that leads nowhere";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (!(visit.outcome() instanceof Visit.NoConnection no) || no.late()) {
      return List.of();
    }
    boolean refused = no.reason().contains("refused");
    return List.of(
        finding(
            Severity.ERROR,
            visit.subject(),
            refused
                ? "Nobody listens on " + no.where() + ": connections are refused."
                : no.where() + " cannot be connected to.",
            refused
                ? "Start the member, or correct its port at "
                    + visit.approach().member().config().origin()
                    + "; a firewall that rejects looks the same."
                : "Check address, route and firewall, and source address where sourceaddress= is"
                    + " written.",
            no.where() + ": " + no.reason() + " after " + no.after().toMillis() + " ms"));
  }
}
