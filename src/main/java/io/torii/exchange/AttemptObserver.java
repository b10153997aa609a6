package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.time.Duration;
import java.util.List;

/**
 * Hears of each attempt to have a member serve a request, the silent repeat on a fresh connection
 * included: {@link #sending} and {@link #ended} are called once for each, in this order and in the
 * thread of the request. Many requests are under way at a time. What it throws ends the request as
 * a fault of our own, so it should not; and whatever it does the client waits for.
 *
 * <p>{@link Exchange#attempts()} tells what has been tried so far, this attempt included.
 */
public interface AttemptObserver {

  /** Looks away; the clock is not asked on its account. */
  AttemptObserver NONE = new AttemptObserver() {};

  /**
   * A request is about to be sent.
   *
   * @param request without what earlier attempts have added to theirs; {@link MemberRequest#fresh}
   *     where it is a repeat
   * @return what is sent in its place; {@link MemberRequest#withField} adds to it
   */
  default MemberRequest sending(
      Exchange exchange, Balancer balancer, Member member, MemberRequest request) {
    return request;
  }

  /**
   * The head of a response is there, or will not come.
   *
   * @param elapsed since it was about to be sent, the wait for a connection included
   */
  default void ended(
      Exchange exchange, Balancer balancer, Member member, Attempt result, Duration elapsed) {}

  /**
   * Several as one: each is told in this order, and adds to what the one before has added. {@link
   * #NONE} if there are none.
   */
  static AttemptObserver all(List<AttemptObserver> observers) {
    List<AttemptObserver> seeing = observers.stream().filter(o -> o != NONE).toList();
    return switch (seeing.size()) {
      case 0 -> NONE;
      case 1 -> seeing.get(0);
      default -> new Several(seeing);
    };
  }

  /** See {@link #all}. */
  record Several(List<AttemptObserver> observers) implements AttemptObserver {

    @Override
    public MemberRequest sending(
        Exchange exchange, Balancer balancer, Member member, MemberRequest request) {
      MemberRequest out = request;
      for (AttemptObserver observer : observers) {
        out = observer.sending(exchange, balancer, member, out);
      }
      return out;
    }

    @Override
    public void ended(
        Exchange exchange, Balancer balancer, Member member, Attempt result, Duration elapsed) {
      for (AttemptObserver observer : observers) {
        observer.ended(exchange, balancer, member, result, elapsed);
      }
    }
  }
}
