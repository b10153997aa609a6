package io.torii.faults;

/**
 * What comes of a fault. The same is stated for each case and put together from what was seen, so
 * that a difference shows as a whole.
 *
 * @param client {@code 502}, {@code 200 cut}, or {@code closed} where there is no answer at all
 * @param asked how often the faulty member was sent the request
 * @param other whether another member was
 * @param blamed whether the faulty member is in the error state
 * @param kept whether its connection serves the next request
 */
record Outcome(String client, int asked, boolean other, boolean blamed, boolean kept) {

  /** An answer of the faulty member or of our own, and its connection is not used again. */
  static Outcome answer(int status) {
    return new Outcome(Integer.toString(status), 1, false, false, false);
  }

  /** The member was late: 502, as in httpd. */
  static Outcome late() {
    return answer(502);
  }

  /** Broken off before there was a whole head: asked again on a fresh connection, in vain. */
  static Outcome brokenOff() {
    return answer(502).asked(2);
  }

  /** The head has gone, so all that can be done is not to let the body look whole. */
  static Outcome cut() {
    return new Outcome("200 cut", 1, false, false, false);
  }

  /** The faulty member never had the request, and another one has served it. */
  static Outcome saved() {
    return new Outcome("200", 0, true, true, false);
  }

  Outcome asked(int times) {
    return new Outcome(client, times, other, blamed, kept);
  }

  Outcome blaming() {
    return new Outcome(client, asked, other, true, kept);
  }

  Outcome blamingNobody() {
    return new Outcome(client, asked, other, false, kept);
  }

  Outcome keeping() {
    return new Outcome(client, asked, other, blamed, true);
  }
}
