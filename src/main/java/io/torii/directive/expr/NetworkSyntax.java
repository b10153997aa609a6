package io.torii.directive.expr;

import java.util.regex.Pattern;

/** What apr_ipsubnet_create takes: an address, the start of one, or a network with its mask. */
final class NetworkSyntax {

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern ADDRESS_4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern START_4 = Pattern.compile(OCTET + "(\\." + OCTET + "){0,3}\\.?");
  private static final Pattern BITS = Pattern.compile("\\d{1,3}");
  private static final Pattern GROUP_6 = Pattern.compile("[0-9A-Fa-f]{1,4}");

  private NetworkSyntax() {}

  static boolean valid(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return START_4.matcher(text).matches() || address6(text);
    }
    String address = text.substring(0, slash);
    String mask = text.substring(slash + 1);
    if (address6(address)) {
      return bits(mask, 128);
    }
    return ADDRESS_4.matcher(address).matches()
        && (bits(mask, 32) || ADDRESS_4.matcher(mask).matches());
  }

  private static boolean bits(String mask, int most) {
    return BITS.matcher(mask).matches()
        && Integer.parseInt(mask) >= 0
        && Integer.parseInt(mask) <= most;
  }

  /** RFC 4291 §2.2: eight groups, a run of them shortened to {@code ::}, the last two as IPv4. */
  private static boolean address6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == 8;
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    int left = before.isEmpty() ? 0 : groups(before, false);
    int right = after.isEmpty() ? 0 : groups(after, true);
    return left >= 0 && right >= 0 && left + right <= 7;
  }

  /** How many groups these are, or -1 if one of them is none. */
  private static int groups(String text, boolean last) {
    int count = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (last && i == parts.length - 1 && ADDRESS_4.matcher(parts[i]).matches()) {
        count += 2;
      } else if (GROUP_6.matcher(parts[i]).matches()) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }
}
