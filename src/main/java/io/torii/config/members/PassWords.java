package io.torii.config.members;

import io.torii.config.ProxyRule.Mapping;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words behind the URL of a ProxyPass.
 *
 * @param noCanon forward the raw path
 * @param interpolate replace variables
 * @param mapping how the path is compared
 * @param parameters what is left: the parameters of the worker or the balancer
 */
record PassWords(boolean noCanon, boolean interpolate, Mapping mapping, List<String> parameters) {

  static PassWords read(List<String> words, Origin origin, Problems problems) {
    boolean noCanon = false;
    boolean interpolate = false;
    Mapping mapping = Mapping.DECODED;
    List<String> parameters = new ArrayList<>();
    for (String word : words) {
      String lower = word.toLowerCase(Locale.ROOT);
      switch (lower) {
        case "nocanon" -> noCanon = true;
        case "interpolate" -> interpolate = true;
        case "noquery" ->
            problems.note(origin, "noquery has no effect: HTTP members always get the query.");
        case "mapping=encoded" -> mapping = Mapping.ENCODED;
        case "mapping=servlet" -> mapping = Mapping.SERVLET;
        default -> {
          if (lower.startsWith("mapping=")) {
            problems.error(origin, word + ": must be encoded or servlet.");
          } else {
            parameters.add(word);
          }
        }
      }
    }
    if (noCanon && mapping != Mapping.DECODED) {
      problems.warn(origin, "nocanon is ignored: the mapping decides what is forwarded.");
    }
    return new PassWords(noCanon && mapping == Mapping.DECODED, interpolate, mapping, parameters);
  }
}
