package io.torii.directive;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a parser has to know besides the files.
 *
 * @param environment the process's environment, for <code>${NAME}</code>
 * @param defines names for {@code <IfDefine>}, as {@code -D NAME} gives them
 * @param modules true for a module, by file name ({@code mod_proxy.c}) or identifier ({@code
 *     proxy_module}), that {@code <IfModule>} should find
 * @param directives true for a directive name that {@code <IfDirective>} should find
 * @param serverRoot where relative paths start until ServerRoot says otherwise; the folder of the
 *     first main file by default
 * @param aside true for a file in an included folder that holds no directives
 */
public record ParserSettings(
    Map<String, String> environment,
    Set<String> defines,
    Predicate<String> modules,
    Predicate<String> directives,
    Optional<Path> serverRoot,
    Predicate<Path> aside) {

  public ParserSettings {
    environment = Map.copyOf(environment);
    defines = Set.copyOf(defines);
  }
}
