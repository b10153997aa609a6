package io.torii.config.members;

import io.torii.config.HealthCheckConfig;
import io.torii.config.MemberUrl;
import io.torii.directive.Origin;
import java.util.Optional;

/** A BalancerMember as it was read. */
record MemberDraft(
    MemberUrl url, ParameterValues values, Optional<HealthCheckConfig> check, Origin origin) {}
