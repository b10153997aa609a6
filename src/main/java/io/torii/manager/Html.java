package io.torii.manager;

import io.torii.http.HtmlText;
import org.jspecify.annotations.Nullable;

/** Builds HTML; text is escaped unless it is markup of our own. */
final class Html {

  private final StringBuilder out = new StringBuilder(4096);

  /** Adds markup as it is. */
  Html markup(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds text, fit for content and for quoted attribute values. */
  Html text(String text) {
    out.append(HtmlText.escape(text));
    return this;
  }

  /** Adds a table cell; a dash if there is nothing to say. */
  Html cell(@Nullable Object value) {
    return markup("<td>").text(value == null ? "\u2013" : value.toString()).markup("</td>");
  }

  /** Adds a cell whose digits stand under each other. */
  Html number(Object value) {
    return markup("<td class=\"n\">").text(value.toString()).markup("</td>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
