package io.torii.bench;

import java.util.Locale;

/**
 * A row of the table of targets.
 *
 * @param figure what is measured
 * @param must the bound, as it is printed
 * @param aim what we would like
 * @param measured the figure, as it is printed
 * @param verdict whether it is met
 */
record Target(String figure, String must, String aim, String measured, Verdict verdict) {

  /** How good a figure is. */
  enum Verdict {
    AIM("meets the aim"),
    MUST("meets the must"),
    MISSED("**missed**"),
    NONE("not measured");

    final String text;

    Verdict(String text) {
      this.text = text;
    }
  }

  /** A ratio that should be small. */
  static Target atMost(String figure, Median value, double must, double aim) {
    Verdict verdict =
        value.value() <= aim ? Verdict.AIM : value.value() <= must ? Verdict.MUST : Verdict.MISSED;
    return new Target(figure, "≤ " + plain(must), "≤ " + plain(aim), text(value), verdict);
  }

  /** A ratio that should be large. */
  static Target atLeast(String figure, Median value, double must, double aim) {
    Verdict verdict =
        value.value() >= aim ? Verdict.AIM : value.value() >= must ? Verdict.MUST : Verdict.MISSED;
    return new Target(figure, "≥ " + plain(must), "≥ " + plain(aim), text(value), verdict);
  }

  static Target none(String figure) {
    return new Target(figure, "", "", "", Verdict.NONE);
  }

  private static String plain(double value) {
    return Double.toString(value);
  }

  private static String text(Median m) {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", m.value(), m.low(), m.high());
  }

  String row() {
    return "| " + String.join(" | ", figure, must, aim, measured, verdict.text) + " |\n";
  }
}
