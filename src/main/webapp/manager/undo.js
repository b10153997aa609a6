/**
 * How a change is taken back: what it has made different from the configuration is as it was before, unless somebody
 * else has been there since. What others do elsewhere meanwhile is let be.
 */

import { ApiError, get, send } from './api.js';
import { conflict } from './conflict.js';
import { Places } from './places.js';
import { store } from './store.js';

/** Readings of what is there before it is given up that nobody changes it. */
const TRIES = 5;

export class Undo {
  /**
   * Looks at what is there before a change.
   * @param {{method: string, path: string, body?: *}} request the change, which is sent next
   * @returns {Promise<Undo>} its way back
   */
  static async before(request) {
    const [changes, balancers] = await Promise.all([get('changes'), get('balancers')]);
    return new Undo(request, new Places(request, changes.body, balancers.body));
  }

  /**
   * @param {{method: string, path: string, body?: *}} request the change
   * @param {Places} places what it is about
   */
  constructor(request, places) {
    this.places = places;
    [this.member] = request.path.split(/\/drain|\?/);
    this.cancelled = request.method === 'DELETE' && request.path.endsWith('/drain') ? places.member?.drain ?? null : null;
    this.drain = null;
  }

  /**
   * Looks at what the change has led to.
   * @param {*} answer what the server has answered
   * @returns {Promise<boolean>} whether there is something that can be taken back
   */
  async sent(answer) {
    // Both a drain and a removal that begins with one answer with the drain.
    this.drain = answer?.startedAt ? answer : null;
    this.places.changed((await get('changes')).body, answer);
    this.since = store.now;
    return this.drain !== null || this.cancelled !== null || this.places.edits() !== null;
  }

  /**
   * Takes it back.
   * @returns {Promise<void>} when that is done
   * @throws {import('./conflict.js').Conflict} if somebody else has changed the same since
   */
  async takeBack() {
    if (this.cancelled) {
      await this.#untilNobodyInterferes(() => this.#drainAgain());
    } else {
      if (this.drain) {
        await this.#untilNobodyInterferes(() => this.#endDrain());
      }
      await this.#untilNobodyInterferes(() => this.#restore());
    }
    await store.refresh();
  }

  /** What changes between reading and sending is read again. */
  async #untilNobodyInterferes(work) {
    for (let i = 0; i < TRIES; i += 1) {
      try {
        await work();
        return;
      } catch (failure) {
        if (!(failure instanceof ApiError) || failure.status !== 412) {
          throw failure;
        }
      }
    }
    throw await conflict(this.places.about, this.since);
  }

  /** The drain, if it still runs; what it leaves at its end is a difference. */
  async #endDrain() {
    const now = await ifThere(get(this.member));
    if (!now?.body.drain) {
      return;
    }
    if (now.body.drain.startedAt !== this.drain.startedAt) {
      throw await conflict(this.places.about, this.since);
    }
    await ifThere(send({ method: 'DELETE', path: `${this.member}/drain` }, { etag: now.etag }));
  }

  /** The rest of a drain that was cancelled: it ends when it would have ended. */
  async #drainAgain() {
    const { body, etag } = await get(this.member);
    if (body.drain || !this.places.untouched((await get('changes')).body)) {
      throw await conflict(this.places.about, this.since);
    }
    const { deadline, quiet, then } = this.cancelled;
    const left = Math.max(0, Math.ceil((Date.parse(deadline) - store.now) / 1000));
    await send({ method: 'PUT', path: `${this.member}/drain`, body: { deadline: left, quiet, then } }, { etag });
  }

  async #restore() {
    const { body, etag } = await get('changes');
    if (!this.places.untouched(body, this.drain?.startedAt)) {
      throw await conflict(this.places.about, this.since);
    }
    const changes = this.places.edits(body);
    if (changes?.length) {
      await send({ method: 'POST', path: 'changes', body: { changes } }, { etag });
    }
  }
}

/** What is asked for, or null if the server has it no more. */
async function ifThere(asked) {
  try {
    return await asked;
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 404) {
      return null;
    }
    throw failure;
  }
}
