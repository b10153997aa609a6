/**
 * Members and balancers as they are written: worker and balancer parameters, member URLs,
 * BalancerMember, ProxySet, ProxyPass, and how they become {@link io.torii.config.BalancerConfig}.
 */
@NullMarked
package io.torii.config.members;

import org.jspecify.annotations.NullMarked;
