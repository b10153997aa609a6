package io.torii.bench;

import java.util.List;
import java.util.Locale;

/** Horizontal bars as SVG, readable on a light and on a dark page. */
final class Chart {

  private static final int WIDTH = 760;
  private static final int LABEL = 190;
  private static final int VALUE = 150;
  private static final int ROW = 26;
  private static final int TITLE = 44;

  private final StringBuilder body = new StringBuilder();
  private int y;

  /**
   * A bar.
   *
   * @param value its length; a line shows how far the rounds spread
   * @param ours whether it is Torii's
   */
  record Bar(String label, Median value, boolean ours) {}

  /** Adds a group of bars that share a scale. */
  void group(String title, String unit, List<Bar> bars) {
    double most = bars.stream().mapToDouble(b -> b.value().high()).max().orElse(1);
    y += TITLE;
    text(8, y - 14, "title", title);
    for (Bar bar : bars) {
      double scale = (WIDTH - LABEL - VALUE) / most;
      double width = bar.value().value() * scale;
      text(LABEL - 8, y + 15, "label", bar.label());
      body.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"2\"/>\n",
              bar.ours() ? "ours" : "other",
              LABEL,
              y + 3,
              width));
      body.append(
          String.format(
              Locale.ROOT,
              "<path class=\"spread\" d=\"M%.1f %d H%.1f\"/>\n",
              LABEL + bar.value().low() * scale,
              y + 11,
              LABEL + bar.value().high() * scale));
      text(
          LABEL + (int) Math.max(width, bar.value().high() * scale) + 8,
          y + 15,
          "value",
          String.format(
              Locale.ROOT,
              bar.value().value() < 100 ? "%.1f %s" : "%,.0f %s",
              bar.value().value(),
              unit));
      y += ROW;
    }
  }

  private void text(int x, int line, String style, String text) {
    body.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(style, x, line, text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  String svg() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
    <style>
    text { font: 13px sans-serif; fill: #57606a }
    .title { font-weight: bold }
    .label { text-anchor: end }
    .ours { fill: #c8402f }
    .other { fill: #8c959f }
    .spread { stroke: #24292f; stroke-width: 1.5 }
    @media (prefers-color-scheme: dark) { text { fill: #adbac7 } .spread { stroke: #cdd9e5 } }
    </style>
    %3$s</svg>
    """
        .formatted(WIDTH, y + 12, body);
  }
}
