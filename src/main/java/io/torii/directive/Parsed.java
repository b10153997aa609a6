package io.torii.directive;

import java.nio.file.Path;
import java.util.List;

/**
 * What the parser made of the files.
 *
 * @param nodes the tree, in order
 * @param watched every file that was read and every folder that was searched: a change in them may
 *     change the tree
 * @param serverRoot where relative paths start
 */
public record Parsed(List<Node> nodes, List<Path> watched, Path serverRoot) {

  public Parsed {
    nodes = List.copyOf(nodes);
    watched = List.copyOf(watched);
  }
}
