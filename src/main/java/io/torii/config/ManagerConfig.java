package io.torii.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The product's own pages.
 *
 * @param path where they are on hosts without a Location for them: {@code torii.manager.path}, by
 *     default {@code /balancer-manager}; empty when a directive file decides
 * @param readyWithoutMembers {@code torii.health.ready-without-members}: whether the node stays
 *     ready when a balancer has no eligible member (default true)
 * @param changesFile {@code torii.manager.changes-file}: where changes outlive the process; empty
 *     (the default) if they do not
 * @param auditLog {@code torii.manager.audit-log}: where each change is written down; empty (the
 *     default) for the process's log alone
 * @param operators {@code torii.manager.operators}: the users who may change something, and {@code
 *     role:NAME} for the container's roles; empty (the default) for everybody whom Require lets in
 * @param tokens {@code torii.manager.tokens}: what programs show instead of a password; empty by
 *     default
 */
public record ManagerConfig(
    Optional<String> path,
    boolean readyWithoutMembers,
    Optional<Path> changesFile,
    Optional<Path> auditLog,
    Set<String> operators,
    List<ManagerToken> tokens) {

  /** Everything at its default, and no place. */
  public static final ManagerConfig NOWHERE =
      new ManagerConfig(
          Optional.empty(), true, Optional.empty(), Optional.empty(), Set.of(), List.of());

  public ManagerConfig {
    operators = Set.copyOf(operators);
    tokens = List.copyOf(tokens);
  }

  /** The same, with a place for changes. */
  ManagerConfig keptIn(Path file) {
    return new ManagerConfig(
        path, readyWithoutMembers, Optional.of(file), auditLog, operators, tokens);
  }
}
