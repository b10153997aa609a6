/** What the page knows of the server: read every two seconds while somebody looks, and told to whoever shows it. */

import { get, useNonce } from './api.js';
import { History } from './history.js';

const INTERVAL = 2000;

/** Events: `data` after each reading, `connection` when the server is lost or found again, `changes`. */
class Store extends EventTarget {
  constructor() {
    super();
    /** @type {*} */
    this.server = null;
    /** @type {*[]} */
    this.balancers = [];
    /** @type {*[]} */
    this.changes = [];
    this.history = new History();
    /** @type {number|null} when a reading last succeeded, in milliseconds since 1970 */
    this.readAt = null;
    /** @type {string|null} why the server is lost; null while it answers */
    this.trouble = null;
    this.timer = 0;
    this.knownChanges = null;
  }

  /** Begins to read, and goes on whenever the page is seen. */
  start() {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        clearTimeout(this.timer);
      } else {
        this.refresh();
      }
    });
    return this.refresh();
  }

  /** @returns {boolean} whether the one who looks may change anything */
  get operator() {
    return this.server?.role === 'operator';
  }

  /** @returns {number} milliseconds since 1970 by the server's clock */
  get now() {
    return Date.now() + (this.ahead ?? 0);
  }

  /**
   * A balancer as it was last read.
   * @param {string} id its id
   * @returns {*} it, or undefined
   */
  balancer(id) {
    return this.balancers.find((balancer) => balancer.id === id);
  }

  /** Reads at once; the next reading is two seconds later. */
  refresh() {
    this.reading ??= this.#read().finally(() => {
      this.reading = null;
      clearTimeout(this.timer);
      if (!document.hidden) {
        this.timer = setTimeout(() => this.refresh(), INTERVAL);
      }
    });
    return this.reading;
  }

  async #read() {
    try {
      const [server, balancers] = await Promise.all([get('server'), get('balancers')]);
      this.#found(server.body, balancers.body);
    } catch (failure) {
      this.#lost(failure.message);
      return;
    }
    this.dispatchEvent(new Event('data'));
    const known = this.balancers.flatMap((b) => [b.changes, ...b.members.map((m) => m.changes)]).flat().join();
    if (known !== this.knownChanges) {
      this.knownChanges = known;
      await this.readChanges();
    }
  }

  #found(server, balancers) {
    const lost = this.trouble !== null || this.readAt === null;
    this.readAt = Date.now();
    this.ahead = Date.parse(server.now) - this.readAt;
    this.server = server;
    this.balancers = balancers;
    this.trouble = null;
    useNonce(server.nonce);
    this.history.record(server, balancers, this.readAt);
    if (lost) {
      this.dispatchEvent(new Event('connection'));
    }
  }

  #lost(message) {
    const first = this.trouble === null;
    this.trouble = message;
    if (first) {
      this.dispatchEvent(new Event('connection'));
    }
  }

  /** Reads the differences from the configuration. */
  async readChanges() {
    try {
      this.changes = (await get('changes')).body;
      this.dispatchEvent(new Event('changes'));
    } catch (failure) {
      this.#lost(failure.message);
    }
  }
}

export const store = new Store();
