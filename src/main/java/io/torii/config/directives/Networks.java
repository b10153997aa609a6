package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.IpNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses and networks as httpd has them; never asks DNS. */
final class Networks {

  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V4_PART = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){0,3}\\.?");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  private Networks() {}

  /** The address that a literal stands for; empty if it is a name or nonsense. */
  static Optional<InetAddress> literal(String text) {
    try {
      if (V4.matcher(text).matches()) {
        return Optional.of(InetAddress.getByAddress(octets(text)));
      }
      // a string of these characters is parsed, never looked up
      return V6.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException | InvalidValueException e) {
      return Optional.empty();
    }
  }

  /**
   * An address, a part of one such as {@code 10.2}, {@code address/bits} or {@code address/mask}.
   *
   * @throws InvalidValueException if it is none of these; the message is a whole sentence
   */
  static IpNetwork parse(String text) throws InvalidValueException {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return masked(text, text.substring(0, slash), text.substring(slash + 1));
    }
    Optional<InetAddress> address = literal(text);
    if (address.isPresent()) {
      byte[] bytes = address.get().getAddress();
      return new IpNetwork(bytes, ones(bytes.length, bytes.length * 8), text);
    }
    if (!V4_PART.matcher(text).matches()) {
      throw wrong(text);
    }
    byte[] start = octets(text);
    return new IpNetwork(Arrays.copyOf(start, 4), ones(4, start.length * 8), text);
  }

  private static IpNetwork masked(String text, String address, String mask)
      throws InvalidValueException {
    byte[] bytes = literal(address).orElseThrow(() -> wrong(text)).getAddress();
    if (NUMBER.matcher(mask).matches()) {
      int bits = Integer.parseInt(mask);
      if (bits > bytes.length * 8) {
        throw new InvalidValueException(
            "\""
                + text
                + "\" is no network: behind the slash stand at most "
                + bytes.length * 8
                + " bits.");
      }
      return new IpNetwork(bytes, ones(bytes.length, bits), text);
    }
    byte[] maskBytes = literal(mask).orElseThrow(() -> wrong(text)).getAddress();
    if (maskBytes.length != 4 || bytes.length != 4) {
      throw wrong(text);
    }
    return new IpNetwork(bytes, maskBytes, text);
  }

  private static byte[] ones(int length, int bits) {
    byte[] mask = new byte[length];
    for (int bit = 0; bit < bits; bit++) {
      mask[bit / 8] |= (byte) (0x80 >> (bit % 8));
    }
    return mask;
  }

  private static byte[] octets(String text) throws InvalidValueException {
    String[] parts = text.split("\\.", 0); // a dot at the end is allowed
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      int octet = Integer.parseInt(parts[i]);
      if (octet > 255) {
        throw wrong(text);
      }
      bytes[i] = (byte) octet;
    }
    return bytes;
  }

  private static InvalidValueException wrong(String text) {
    return new InvalidValueException(
        "\""
            + text
            + "\" is no address: write one such as 10.2.0.1, the start of one such as 10.2,"
            + " 10.2.0.0/16 or an IPv6 address.");
  }
}
