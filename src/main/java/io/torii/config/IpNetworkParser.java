package io.torii.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads networks as {@code Require ip} takes them: {@code 10.1.2.3}, {@code 10.2} (the first
 * octets), {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0}, {@code 2001:db8::/32}. Never asks the
 * DNS.
 */
public final class IpNetworkParser {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]+");

  private IpNetworkParser() {}

  /**
   * Reads one network. Bits behind the mask count as zero, as in httpd.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong with {@code text}
   */
  public static IpNetwork parse(String text) {
    int slash = text.indexOf('/');
    String network = slash < 0 ? text : text.substring(0, slash);
    String mask = slash < 0 ? null : text.substring(slash + 1);
    if (network.indexOf(':') >= 0) {
      return ipv6(text, network, mask);
    }
    byte[] address = new byte[4];
    int octets = octets(network, address);
    if (octets == 0) {
      throw new IllegalArgumentException(
          "ip address '" + text + "' appears to be invalid" + hint(network));
    }
    return new IpNetwork(address, mask(text, mask, 4, octets * 8), text);
  }

  /**
   * Reads one complete address in its usual notation, without port and brackets.
   *
   * @return empty if it is anything else, such as a host name or {@code 10.1}
   */
  public static Optional<InetAddress> address(String text) {
    byte[] bytes = new byte[4];
    if (text.indexOf(':') >= 0) {
      return literal6(text);
    }
    return !text.endsWith(".") && octets(text, bytes) == 4
        ? Optional.of(ofBytes(bytes))
        : Optional.empty();
  }

  private static IpNetwork ipv6(String text, String network, @Nullable String mask) {
    InetAddress address =
        literal6(network)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "ip address '" + text + "' appears to be invalid"));
    if (address.getAddress().length == 4) {
      throw new IllegalArgumentException(
          "ip address '"
              + text
              + "' is an IPv4 address in IPv6 notation: write "
              + address.getHostAddress());
    }
    return new IpNetwork(address.getAddress(), mask(text, mask, 16, 128), text);
  }

  private static byte[] mask(String text, @Nullable String mask, int bytes, int defaultBits) {
    if (mask == null) {
      return ones(defaultBits, bytes);
    }
    if (DIGITS.matcher(mask).matches()) {
      int bits = Integer.parseInt(mask);
      if (bits > bytes * 8) {
        throw new IllegalArgumentException(
            "the mask of '" + text + "' is longer than " + bytes * 8 + " bits");
      }
      return ones(bits, bytes);
    }
    byte[] dotted = new byte[4];
    if (bytes != 4 || mask.endsWith(".") || octets(mask, dotted) != 4) {
      throw new IllegalArgumentException(
          "the mask of '"
              + text
              + "' must be "
              + (bytes == 4 ? "0 to 32 bits or four octets" : "0 to 128 bits"));
    }
    return dotted;
  }

  private static byte[] ones(int bits, int bytes) {
    byte[] mask = new byte[bytes];
    for (int bit = 0; bit < bits; bit++) {
      mask[bit / 8] |= (byte) (0x80 >> (bit % 8));
    }
    return mask;
  }

  /** How many octets there are, 1 to 4; 0 if it is not an address. One dot may end it. */
  private static int octets(String text, byte[] into) {
    int octet = 0;
    int start = 0;
    while (start < text.length()) {
      int dot = text.indexOf('.', start);
      int end = dot < 0 ? text.length() : dot;
      if (octet == 4 || end - start > 3 || !DIGITS.matcher(text.substring(start, end)).matches()) {
        return 0;
      }
      int value = Integer.parseInt(text.substring(start, end));
      if (value > 255) {
        return 0;
      }
      into[octet++] = (byte) value;
      start = end + 1;
    }
    return octet;
  }

  private static Optional<InetAddress> literal6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // A text with a colon is read as a literal or refused; it is never looked up.
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hint(String network) {
    return network.chars().anyMatch(Character::isLetter)
        ? ": a name belongs into 'Require host'"
        : "";
  }
}
