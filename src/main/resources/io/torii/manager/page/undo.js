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
   * @param {?{method: string, path: string, body?: *}} own the change's own way back, if it is no difference
   * @returns {Promise<?function(): Promise<void>>} does it; null if there is nothing to take back
   */
  async after(resource, own) {
    if (own) {
      return () => done([own]);
    }
    const after = (await get('changes')).body;
    const requests = after.filter((change) => !this.before.has(place(change)))
      .map((change) => ({ method: 'DELETE', path: path('changes', change.id) }));
    const kept = new Map(after.map((change) => [place(change), change]));
    const body = {};
    for (const [key, change] of this.before) {
      // It was another difference, or one that the change has ended.
      if (change.field && JSON.stringify(kept.get(key)?.value) !== JSON.stringify(change.value) && concerns(change, resource)) {
        body[change.field] = change.value;
      }
    }
    if (Object.keys(body).length) {
      requests.push({ method: 'PATCH', path: resource, body });
    }
    return requests.length ? () => done(requests) : null;
  }
}

function place(change) {
  return JSON.stringify([change.balancer, change.member, change.field]);
}

/** A change of somebody else at the same time is not ours to take back. */
function concerns(change, resource) {
  const balancer = store.balancers.find((one) => [one.id, one.name, one.key].includes(change.balancer));
  const member = balancer?.members.find((one) => [one.id, one.url].includes(change.member));
  return balancer != null && resource === (member
    ? path('balancers', balancer.id, 'members', member.id)
    : path('balancers', balancer.id));
}

async function done(requests) {
  for (const request of requests) {
    await send(request);
  }
  await store.refresh();
}
