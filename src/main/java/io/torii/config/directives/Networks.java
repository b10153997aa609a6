package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.IpNetwork;
import io.torii.config.IpNetworkParser;
import java.net.InetAddress;
import java.util.Optional;

/** Addresses and networks as arguments of directives; never asks DNS. */
final class Networks {

  private Networks() {}

  /** The address that a literal stands for; empty if it is a name or nonsense. */
  static Optional<InetAddress> literal(String text) {
    return IpNetworkParser.address(text);
  }

  /**
   * An address, a part of one such as {@code 10.2}, {@code address/bits} or {@code address/mask}.
   *
   * @throws InvalidValueException if it is none of these; the message is a whole sentence
   */
  static IpNetwork parse(String text) throws InvalidValueException {
    try {
      return IpNetworkParser.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(
          "\""
              + text
              + "\" is no address: write one such as 10.2.0.1, the start of one such as 10.2,"
              + " 10.2.0.0/16 or an IPv6 address.");
    }
  }
}
