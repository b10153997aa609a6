package io.torii.rule.header;

/** Looks at a comma-separated field value (RFC 9110 §5.6.1). */
final class ListElements {

  private ListElements() {}

  /** Whether {@code element} stands in the list, exactly as written; quoted commas don't part. */
  static boolean contains(String list, String element) {
    int i = 0;
    while (i < list.length()) {
      while (i < list.length() && Character.isWhitespace(list.charAt(i))) {
        i++;
      }
      int start = i;
      boolean quoted = false;
      while (i < list.length() && (quoted || list.charAt(i) != ',')) {
        quoted ^= list.charAt(i) == '"';
        i++;
      }
      if (list.substring(start, i).equals(element)) {
        return true;
      }
      i++;
    }
    return false;
  }
}
