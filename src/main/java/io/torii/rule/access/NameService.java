package io.torii.rule.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The DNS, as {@code Require host} needs it. May block for seconds. */
public interface NameService {

  /** The name of an address (reverse lookup), not yet confirmed; empty if there is none. */
  Optional<String> nameOf(InetAddress address);

  /** The addresses of a name (forward lookup); none if it can't be resolved. */
  List<InetAddress> addressesOf(String name);
}
