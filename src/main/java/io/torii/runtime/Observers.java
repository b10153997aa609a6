package io.torii.runtime;

import io.torii.exchange.AttemptObserver;
import io.torii.exchange.Completed;
import java.util.function.Consumer;

/**
 * Who hears of what happens to requests.
 *
 * @param attempts of each attempt at a member
 * @param completed of each request that is over, before it is logged
 */
record Observers(AttemptObserver attempts, Consumer<Completed> completed) {

  static final Observers NONE = new Observers(AttemptObserver.NONE, completed -> {});
}
