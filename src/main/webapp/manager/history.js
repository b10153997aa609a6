/** What the counters did lately: rates, and a short past of each for the charts. */

/** Samples that are kept: ten minutes at one every two seconds. */
export const LENGTH = 300;

/** Milliseconds from one reading to the next. */
export const INTERVAL = 2000;

/** Milliseconds below which two readings make no rate: the page reads again at once after a change. */
const TOO_SOON = 1000;

/** Milliseconds above which nobody knows what was between two readings. */
const GAP = 3 * INTERVAL;

/** A balancer's or a member's series, in order. */
const SERIES = ['requests', 'errors', 'busy', 'p50', 'p99'];

/** A ring of numbers. */
export class Ring {
  /** @param {Float32Array|Float64Array} values as many as it holds; four bytes each are enough for what is drawn */
  constructor(values) {
    this.values = values;
    this.count = 0;
  }

  /** @param {number} value the newest one */
  push(value) {
    this.values[this.count % this.values.length] = value;
    this.count += 1;
  }

  /**
   * The newest ones.
   * @param {number} [most] how many
   * @returns {(number|null)[]} oldest first; NaN is a gap, null here
   */
  list(most = this.values.length) {
    const size = this.values.length;
    const list = [];
    for (let i = Math.max(0, this.count - Math.min(size, most)); i < this.count; i += 1) {
      const value = this.values[i % size];
      list.push(Number.isNaN(value) ? null : value);
    }
    return list;
  }
}

/** The past of one thing that counts. */
class Past {
  constructor() {
    /** @type {Object<string, Ring>} */
    this.rings = Object.fromEntries(SERIES.map((name) => [name, new Ring(new Float32Array(LENGTH))]));
    this.now = {};
    this.last = null;
  }

  /**
   * Per second since the last time; null at the first. A counter that has gone back began anew.
   * @param {Object<string, number>} counters what they are now
   * @param {?number} seconds since the last time; null if that was too long ago
   * @returns {Object<string, number|null>} the rates
   */
  rates(counters, seconds) {
    const { last } = this;
    this.last = counters;
    return Object.fromEntries(Object.entries(counters).map(([name, value]) => [
      name, last && seconds !== null ? Math.max(0, value - last[name]) / seconds : null]));
  }

  push(values) {
    for (const [name, ring] of Object.entries(this.rings)) {
      ring.push(values[name] ?? NaN);
    }
  }
}

/** The past of all balancers and members. */
export class History {
  constructor() {
    this.server = new Past();
    /** @type {Map<string, Past>} by a balancer's id or a member's key */
    this.pasts = new Map();
    this.times = new Ring(new Float64Array(LENGTH));
    /** @type {?{ticks: number, clock: number, ahead: number}} when the last sample was taken */
    this.taken = null;
  }

  /**
   * Takes what has been read.
   * @param {*} server the server's facts
   * @param {*[]} balancers all of them
   * @param {number} [ticks] when, in milliseconds that nobody sets
   * @param {number} [clock] the same in milliseconds since 1970, which stands in a different place when somebody sets the
   *     clock, and when the machine has slept
   */
  record(server, balancers, ticks = performance.now(), clock = Date.now()) {
    const passed = this.taken ? ticks - this.taken.ticks : Infinity;
    if (passed < TOO_SOON) {
      return;
    }
    const gap = passed > GAP || clock - this.taken.clock > GAP;
    if (gap) {
      this.#gap(ticks, clock);
    }
    this.taken = { ticks, clock, ahead: this.taken.ahead };
    const seconds = gap ? null : passed / 1000;
    this.times.push((ticks + this.taken.ahead) / 1000);
    this.serverRate = this.server.rates({ requests: server.requests }, seconds).requests;
    const seen = new Set();
    for (const balancer of balancers) {
      this.#balancer(balancer, seconds, seen);
    }
    for (const key of this.pasts.keys()) {
      if (!seen.has(key)) {
        this.pasts.delete(key);
      }
    }
  }

  /** Nothing is drawn over the time in which nothing was read; and the times go on by the clock, but never back. */
  #gap(ticks, clock) {
    let ahead = clock - ticks;
    if (this.taken) {
      const last = this.taken.ticks + this.taken.ahead;
      ahead = Math.max(ahead, last + 2 - ticks);
      this.times.push((last + 1) / 1000);
      this.pasts.forEach((past) => past.push({}));
    }
    this.taken = { ticks, clock, ahead };
  }

  #balancer(balancer, seconds, seen) {
    const sum = { requests: null, errors: null, busy: 0, p50: null, p99: null };
    for (const member of balancer.members) {
      const past = this.#past(memberKey(balancer, member), seen);
      past.now = {
        ...past.rates({ requests: member.elected, errors: member.errors }, seconds),
        busy: member.busy, p50: member.latency?.p50, p99: member.latency?.p99,
      };
      past.push(past.now);
      sum.requests = added(sum.requests, past.now.requests);
      sum.errors = added(sum.errors, past.now.errors);
      sum.busy += member.busy;
      // The worst member's: percentiles cannot be added up.
      sum.p50 = highest(sum.p50, past.now.p50);
      sum.p99 = highest(sum.p99, past.now.p99);
    }
    const past = this.#past(balancer.id, seen);
    past.now = sum;
    past.push(sum);
  }

  #past(key, seen) {
    seen.add(key);
    let past = this.pasts.get(key);
    if (!past) {
      past = new Past();
      this.pasts.set(key, past);
    }
    return past;
  }

  /**
   * The past of a balancer or a member.
   * @param {string} key the balancer's id, or the member's {@link memberKey}
   * @returns {Past|undefined} it; undefined as long as nothing is read
   */
  past(key) {
    return this.pasts.get(key);
  }

  /**
   * Samples with their times.
   * @param {Past|undefined} past whose
   * @param {string[]} names of its series
   * @returns {(number|null)[][]} times in seconds, then the series
   */
  table(past, names) {
    const lists = names.map((name) => past?.rings[name].list() ?? []);
    return [this.times.list(lists[0].length), ...lists];
  }
}

function added(sum, value) {
  return value == null ? sum : (sum ?? 0) + value;
}

function highest(most, value) {
  return value == null ? most : Math.max(most ?? 0, value);
}

/**
 * Tells a member from those of the same id in other balancers.
 * @param {{id: string}} balancer its balancer
 * @param {{id: string}} member the member
 * @returns {string} the key
 */
export function memberKey(balancer, member) {
  return `${balancer.id} ${member.id}`;
}
