package io.torii.config;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A network: an address of 4 or 16 bytes and how many of its bits count. */
public final class IpNetwork {

  private final byte[] address;
  private final byte[] mask;
  private final String text;

  /**
   * @param text as written, for messages
   * @throws IllegalArgumentException if address and mask differ in length
   */
  public IpNetwork(byte[] address, byte[] mask, String text) {
    if (address.length != mask.length) {
      throw new IllegalArgumentException("address and mask differ in length: " + text);
    }
    this.address = address.clone();
    this.mask = mask.clone();
    this.text = text;
  }

  /** The network of the first {@code prefix} bits of an address. */
  public static IpNetwork of(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    byte[] mask = new byte[bytes.length];
    for (int bit = 0; bit < prefix; bit++) {
      mask[bit / 8] |= (byte) (0x80 >> (bit % 8));
    }
    return new IpNetwork(bytes, mask, address.getHostAddress() + "/" + prefix);
  }

  /**
   * True if {@code candidate} is of the same family and lies in this network. An IPv4 address that
   * came in over an IPv6 socket ({@code ::ffff:10.0.0.1}) is an IPv4 address (RFC 4291 §2.5.5.2).
   */
  public boolean contains(InetAddress candidate) {
    byte[] bytes = unmapped(candidate.getAddress());
    if (bytes.length != address.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (((bytes[i] ^ address[i]) & mask[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] unmapped(byte[] bytes) {
    if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
      return bytes;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return bytes;
      }
    }
    return Arrays.copyOfRange(bytes, 12, 16);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpNetwork that
        && Arrays.equals(address, that.address)
        && Arrays.equals(mask, that.mask);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(address);
  }

  @Override
  public String toString() {
    return text;
  }
}
