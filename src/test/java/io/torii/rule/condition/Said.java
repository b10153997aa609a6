package io.torii.rule.condition;

import java.util.ArrayList;
import java.util.List;

/** Keeps every notice as {@code code message}. */
public final class Said implements Notices {

  public final List<String> all = new ArrayList<>();

  @Override
  public void warn(String code, String message) {
    all.add(code.isEmpty() ? message : code + " " + message);
  }
}
