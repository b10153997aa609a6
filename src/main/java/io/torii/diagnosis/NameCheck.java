package io.torii.diagnosis;

import java.util.List;

/** A member whose host has no address. */
final class NameCheck implements Check.OfMember {

  @Override
  public String name() {
    return "name";
  }

  @Override
  public String finds() {
    return "a member's name that has no address";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (!(visit.outcome() instanceof Visit.NoAddress no)) {
      return List.of();
    }
    String host = visit.approach().member().url().host();
    return List.of(
        finding(
            Severity.ERROR,
            visit.subject(),
            "The name " + host + " has no address, so that no request reaches the member.",
            "Correct the name at "
                + visit.approach().member().config().origin()
                + ", or enter it in the name service or /etc/hosts of this machine.",
            no.reason()));
  }
}
