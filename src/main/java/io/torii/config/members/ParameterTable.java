package io.torii.config.members;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters that one kind of thing takes. */
public final class ParameterTable {

  private final String owner;
  private final Map<String, Parameter<?>> byKey = new LinkedHashMap<>();

  ParameterTable(String owner, List<Parameter<?>> parameters) {
    this.owner = owner;
    for (Parameter<?> parameter : parameters) {
      byKey.put(parameter.key(), parameter);
    }
  }

  /** Whose parameters these are, such as {@code a member}. */
  String owner() {
    return owner;
  }

  /** The parameter of a key in any case, or null. */
  @Nullable Parameter<?> find(String key) {
    return byKey.get(key.toLowerCase(Locale.ROOT));
  }

  /** All keys, in lower case and in the order of the table. */
  public Set<String> keys() {
    return byKey.keySet();
  }
}
