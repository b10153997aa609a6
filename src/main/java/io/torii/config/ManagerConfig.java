package io.torii.config;

import java.util.Optional;

/**
 * The product's own pages.
 *
 * @param path where they are on hosts without a Location for them: {@code torii.manager.path}, by
 *     default {@code /balancer-manager}; empty when a directive file decides
 * @param readyWithoutMembers {@code torii.health.ready-without-members}: whether the node stays
 *     ready when a balancer has no eligible member (default true)
 */
public record ManagerConfig(Optional<String> path, boolean readyWithoutMembers) {}
