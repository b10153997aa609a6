package io.torii.home;

import org.junit.jupiter.api.Nested;

/** Every suite for a server that hosts the product and outlives its deployments. */
abstract class ServerTests extends HomeTests {

  @Nested
  class Redeploy extends RedeploySuite {}
}
