/**
 * What is wrong with a proxy's set-up, found by the proxy itself: it looks at each member as a
 * request would ({@link io.torii.diagnosis.Visitor}), at the configuration, and at what traffic has
 * shown ({@link io.torii.diagnosis.TrafficWatch}). Each {@link io.torii.diagnosis.Check} knows one
 * fault and its remedy; {@link io.torii.diagnosis.Diagnosis} runs them all.
 *
 * <p>May use http, directive, config, rule, balancer, exchange, health, upstream and observe; is
 * used by manager, runtime and standalone.
 */
@NullMarked
package io.torii.diagnosis;

import org.jspecify.annotations.NullMarked;
