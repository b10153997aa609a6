package io.torii.rule.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** The DNS as the Java runtime and the machine's resolver know it. */
public final class SystemNameService implements NameService {

  @Override
  public Optional<String> nameOf(InetAddress address) {
    // From the bytes: an address that was made from a name would answer with that name.
    String name;
    try {
      name = InetAddress.getByAddress(address.getAddress()).getCanonicalHostName();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
    return name.equals(address.getHostAddress()) ? Optional.empty() : Optional.of(name);
  }

  @Override
  public List<InetAddress> addressesOf(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }
}
