package io.torii.exchange;

import io.torii.config.ProxyConfig;
import io.torii.rule.Router;
import java.util.function.Consumer;

/**
 * Everything that a request needs, made from one configuration. A request keeps the one that it
 * began with, although a reload may put another in its place meanwhile.
 *
 * @param completed hears of every request when it is over
 */
public record Generation(
    ProxyConfig config, Router router, ProxyEngine engine, Consumer<Completed> completed) {}
