package io.torii.home;

import org.junit.jupiter.api.Nested;

/** Every suite that needs nothing but a {@link Home}; each of them is the same everywhere. */
abstract class HomeTests {

  @Nested
  class Rules extends RulesSuite {}

  @Nested
  class Disk extends FilesSuite {}

  @Nested
  class Setups extends SetupsSuite {}

  @Nested
  class Failover extends FailoverSuite {}

  @Nested
  class Access extends AccessSuite {}

  @Nested
  class Manager extends ManagerSuite {}

  @Nested
  class Changes extends ChangesSuite {}

  @Nested
  class WhoMay extends WhoMaySuite {}

  @Nested
  class Health extends HealthSuite {}

  @Nested
  class Logs extends LogsSuite {}

  @Nested
  class Tracing extends TracingSuite {}

  @Nested
  class Streaming extends StreamingSuite {}

  @Nested
  class Tunnel extends TunnelSuite {}

  @Nested
  class TunnelEnd extends TunnelEndSuite {}

  @Nested
  class WebSocket extends WebSocketSuite {}

  @Nested
  class Wire extends WireSuite {}

  @Nested
  class Expect extends ExpectSuite {}

  @Nested
  class Trailers extends TrailersSuite {}

  @Nested
  class Limits extends LimitsSuite {}

  @Nested
  class Messages extends MessagesSuite {}

  @Nested
  class Hostile extends HostileSuite {}

  @Nested
  class Http2Hostile extends Http2HostileSuite {}

  @Nested
  class HostileAnswers extends HostileAnswersSuite {}
}
