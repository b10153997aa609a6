/** What the counters did lately: rates, and a short past of each for the charts. */

/** Samples that are kept: ten minutes at one every two seconds. */
export const LENGTH = 300;

/** Of a member only what its small chart shows. */
const MEMBER_LENGTH = 60;

/** Milliseconds below which two readings make no rate: the page reads again at once after a change. */
const TOO_SOON = 1000;

/** A ring of numbers. */
export class Ring {
  /** @param {number} size how many it holds */
  constructor(size) {
    this.values = new Float64Array(size);
    this.count = 0;
  }

  /** @param {number} value the newest one */
  push(value) {
    this.values[this.count % this.values.length] = value;
    this.count += 1;
  }

  /** @returns {number[]} oldest first; NaN is a gap, null here */
  list() {
    const size = this.values.length;
    const from = Math.max(0, this.count - size);
    const list = [];
    for (let i = from; i < this.count; i += 1) {
      const value = this.values[i % size];
      list.push(Number.isNaN(value) ? null : value);
    }
    return list;
  }
}

/** The past of one thing that counts. */
class Series {
  constructor(names, size) {
    this.rings = Object.fromEntries(names.map((name) => [name, new Ring(size)]));
    this.last = null;
  }

  /**
   * Per second since the last time; null at the first. A counter that has gone back began anew.
   * @param {Object<string, number>} counters what they are now
   * @param {number} at milliseconds
   * @returns {Object<string, number|null>} the rates
   */
  rates(counters, at) {
    const { last } = this;
    this.last = { counters, at };
    const seconds = last ? (at - last.at) / 1000 : 0;
    return Object.fromEntries(Object.entries(counters).map(([name, value]) => {
      const before = last?.counters[name];
      return [name, seconds > 0 && value != null && before != null ? Math.max(0, value - before) / seconds : null];
    }));
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
    this.server = new Series(['requests'], MEMBER_LENGTH);
    /** @type {Map<string, *>} */
    this.balancers = new Map();
    /** @type {Map<string, *>} */
    this.members = new Map();
    this.times = new Ring(LENGTH);
    this.recordedAt = 0;
  }

  /**
   * Takes what has been read.
   * @param {*} server the server's facts, or null
   * @param {*[]} balancers all of them
   * @param {number} at when, in milliseconds since 1970
   */
  record(server, balancers, at) {
    if (at - this.recordedAt < TOO_SOON) {
      return;
    }
    this.recordedAt = at;
    this.times.push(at / 1000);
    this.serverRate = server ? this.server.rates({ requests: server.requests }, at).requests : null;
    const seen = new Set();
    for (const balancer of balancers) {
      this.#balancer(balancer, at, seen);
    }
    forget(this.members, seen);
    forget(this.balancers, seen);
  }

  #balancer(balancer, at, seen) {
    const sum = { requests: null, errors: null, busy: 0, p50: null, p99: null };
    for (const member of balancer.members) {
      const key = memberKey(balancer, member);
      seen.add(key);
      const past = entry(this.members, key, ['requests'], MEMBER_LENGTH);
      past.now = past.rates({ requests: member.elected, errors: member.errors ?? null }, at);
      past.push(past.now);
      sum.requests = added(sum.requests, past.now.requests);
      sum.errors = added(sum.errors, past.now.errors);
      sum.busy += member.busy;
      // The worst member's: percentiles cannot be added up.
      sum.p50 = highest(sum.p50, member.latency?.p50);
      sum.p99 = highest(sum.p99, member.latency?.p99);
    }
    seen.add(balancer.id);
    const past = entry(this.balancers, balancer.id, Object.keys(sum), LENGTH);
    past.now = sum;
    past.push(sum);
  }

  /**
   * The samples of a balancer.
   * @param {string} id the balancer's
   * @param {string[]} names of its series
   * @returns {(number|null)[][]} times in seconds, then the series
   */
  table(id, names) {
    const past = this.balancers.get(id);
    const lists = names.map((name) => past?.rings[name].list() ?? []);
    const length = lists[0]?.length ?? 0;
    const times = this.times.list();
    return [times.slice(times.length - length), ...lists];
  }
}

function entry(map, key, names, size) {
  if (!map.has(key)) {
    map.set(key, new Series(names, size));
  }
  return map.get(key);
}

function forget(map, seen) {
  for (const key of map.keys()) {
    if (!seen.has(key)) {
      map.delete(key);
    }
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
