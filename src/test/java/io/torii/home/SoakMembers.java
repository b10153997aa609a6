package io.torii.home;

import io.torii.testkit.Backend;
import io.torii.testkit.SoakLies;
import io.torii.testkit.SoakMember;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Two balancers' members: one of each is sane, two of the first die, one of the second lies. */
final class SoakMembers implements AutoCloseable {

  /** All of them. */
  static final List<String> NAMES = List.of("steady", "dying1", "dying2", "honest", "liar");

  /** Connections that stay with each member; httpd takes 0 for {@code max}. */
  static final int KEPT = 1;

  /** Twice what all clients need, so that a few that are not given back stop the traffic. */
  private static final int PLACES = 24;

  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final SoakLies lies = new SoakLies();
  private final Backend steady = inside("steady", new SoakLies());
  private final Backend honest = inside("honest", new SoakLies());
  private final Backend liar = inside("liar", lies);
  private final List<SoakMember> dying =
      List.of(SoakMember.start("dying1", complaints), SoakMember.start("dying2", complaints));

  /** Odd while one is dead. */
  private final AtomicInteger deaths = new AtomicInteger();

  private volatile long lastBirth = System.nanoTime();

  SoakMembers() throws IOException {}

  private Backend inside(String name, SoakLies told) throws IOException {
    return Backend.startForgetful(0, SoakMember.script(name, told, complaints::add));
  }

  /** Short times, so that what is to end does so within a test. */
  String directives() {
    String each = " retry=1 ttl=2 smax=%d max=%d acquire=5000".formatted(KEPT, PLACES);
    return """
    ProxyTimeout 2
    <Proxy balancer://dying>
      BalancerMember %s route=steady%6$s upgrade=websocket
      BalancerMember %s route=dying1%6$s upgrade=websocket
      BalancerMember %s route=dying2%6$s upgrade=websocket
      ProxySet stickysession=ROUTE
    </Proxy>
    <Proxy balancer://lying>
      BalancerMember %s%6$s
      BalancerMember %s%6$s
    </Proxy>
    <Location /balancer-manager>
      SetHandler balancer-manager
    </Location>
    ProxyPass /dying/ balancer://dying/
    ProxyPass /lying/ balancer://lying/
    """
        .formatted(
            steady.url(), dying.get(0).url(), dying.get(1).url(), honest.url(), liar.url(), each);
  }

  SoakLies lies() {
    return lies;
  }

  /** What members found wrong with requests. */
  Queue<String> complaints() {
    return complaints;
  }

  int deaths() {
    return deaths.get();
  }

  /** How many have been killed. */
  int kills() {
    return deaths.get() / 2;
  }

  /** For so long nobody has died, and everybody is there. */
  long nanosAlive() {
    return deaths.get() % 2 == 0 ? System.nanoTime() - lastBirth : 0;
  }

  /** Whether one has died since. */
  boolean hasDiedSince(int then) {
    return then % 2 == 1 || deaths.get() != then;
  }

  void kill(int number) {
    deaths.incrementAndGet();
    dying.get(number % dying.size()).kill();
  }

  void revive(int number) {
    dying.get(number % dying.size()).restart();
    lastBirth = System.nanoTime();
    deaths.incrementAndGet();
  }

  /** The most connections that a member in this process has open. */
  int open() {
    return Math.max(steady.open(), Math.max(honest.open(), liar.open()));
  }

  @Override
  public void close() throws IOException {
    dying.forEach(SoakMember::close);
    steady.close();
    honest.close();
    liar.close();
  }
}
