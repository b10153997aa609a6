/** How a change is taken back. */

import { get, path, send } from './api.js';
import { store } from './store.js';

/** Compares the differences from the configuration before and after a change. */
export class Undo {
  /** @param {*[]} before the differences before */
  constructor(before) {
    this.before = new Map(before.map((change) => [place(change), change]));
  }

  /**
   * What takes the change back.
   * @param {string} resource the path of what was changed
   * @param {*} was what it was before
   * @param {?{method: string, path: string, body?: *}} own the change's own way back, if it is no difference
   * @returns {Promise<?function(): Promise<void>>} does it; null if there is nothing to take back
   */
  async after(resource, was, own) {
    if (own) {
      return () => done(own);
    }
    const after = (await get('changes')).body;
    const changes = after.filter((change) => !this.before.has(place(change)))
      .map((change) => ({ op: 'remove', path: `changes/${change.id}` }));
    const kept = new Map(after.map((change) => [place(change), change]));
    const value = {};
    for (const [key, change] of this.before) {
      // It was another difference, or one that the change has ended.
      if (change.field && kept.get(key)?.value !== change.value && resource === target(change)) {
        value[change.field] = was.settings[change.field];
      }
    }
    if (Object.keys(value).length) {
      changes.push({ op: 'patch', path: decodeURIComponent(resource), value });
    }
    return changes.length ? () => done({ method: 'POST', path: 'changes', body: { changes } }) : null;
  }
}

/** Something that was added or removed is a difference of its own. */
function place(change) {
  return change.field ? JSON.stringify([change.balancer, change.member, change.field]) : change.id;
}

/** A change of somebody else at the same time is not ours to take back. */
function target(change) {
  const balancer = store.balancers.find((one) => one.key === change.balancer);
  const member = balancer?.members.find((one) => one.url === change.member);
  return balancer && path(...['balancers', balancer.id], ...(member ? ['members', member.id] : []));
}

async function done(request) {
  await send(request);
  await store.refresh();
}
