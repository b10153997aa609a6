/** What the page knows of the server: read every two seconds while somebody looks, and told to whoever shows it. */

import { ApiError, LOGGED_OUT, get } from './api.js';
import { History, INTERVAL } from './history.js';

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
    /** @type {string|null|undefined} why the server is lost; null while it answers, undefined until something is read */
    this.trouble = undefined;
    this.timer = 0;
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
    const [server, balancers, changes] = await Promise.allSettled([get('server'), get('balancers'), get('changes')]);
    const read = server.status === 'fulfilled' && balancers.status === 'fulfilled';
    if (read) {
      this.#found(server.value.body, balancers.value.body);
    }
    if (changes.status === 'fulfilled') {
      this.#differ(changes.value.body);
    }
    this.#connected([server, balancers, changes].find(({ status }) => status === 'rejected')?.reason);
    if (read) {
      this.dispatchEvent(new Event('data'));
    }
  }

  #found(server, balancers) {
    this.readAt = Date.now();
    this.ahead = Date.parse(server.now) - this.readAt;
    this.server = server;
    this.balancers = balancers;
    this.history.record(server, balancers);
  }

  #connected(failure) {
    const trouble = failure ? reason(failure) : null;
    if (trouble !== this.trouble) {
      this.trouble = trouble;
      this.dispatchEvent(new Event('connection'));
    }
  }

  /** Members and rules that come and go are differences of no member that is there, so all are read each time. */
  #differ(changes) {
    const other = JSON.stringify(changes) !== JSON.stringify(this.changes);
    this.changes = changes;
    if (other) {
      this.dispatchEvent(new Event('changes'));
    }
  }
}

/** Why nothing is read, for people. */
function reason(failure) {
  if (failure instanceof ApiError) {
    return failure.status === 403 ? LOGGED_OUT : failure.message;
  }
  return failure.name === 'TimeoutError' ? 'it does not answer' : 'it cannot be reached';
}

export const store = new Store();
