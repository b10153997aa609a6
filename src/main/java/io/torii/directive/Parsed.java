package io.torii.directive;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the parser made of the files.
 *
 * @param nodes the tree, in order
 * @param watched every file that was read, {@code envvars} too, and every folder that was searched,
 *     absolute: a change in them may change the tree
 * @param serverRoot where relative paths start, absolute
 * @param lines what is no node of the tree, in order
 * @param modules the identifiers of the modules that the files load
 * @param defines the names that are defined at the end of the files, for {@code <IfDefine>}
 */
public record Parsed(
    List<Node> nodes,
    List<ReadLine> lines,
    List<Path> watched,
    Path serverRoot,
    Set<String> modules,
    Set<String> defines) {

  public Parsed {
    nodes = List.copyOf(nodes);
    lines = List.copyOf(lines);
    watched = List.copyOf(watched);
    modules = Set.copyOf(modules);
    defines = Set.copyOf(defines);
  }
}
