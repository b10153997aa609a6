/** The differences from the configuration that one change is about: before it, behind it, and how to get from now to before. */

import { store } from './store.js';

/** What a drain sets, and what is there or not in the end. */
const DRAINED = ['draining', 'disabled', null];

export class Places {
  /**
   * @param {{method: string, path: string, body?: *}} request the change
   * @param {*[]} changes all differences before it
   * @param {*[]} balancers all balancers before it
   */
  constructor(request, changes, balancers) {
    this.before = changes;
    this.after = changes;
    this.balancers = balancers;
    const [kind, id, , memberId, verb] = request.path.split('?')[0].split('/').map(decodeURIComponent);
    this.reverted = kind === 'changes' ? changes.filter((change) => id === undefined || change.id === id) : null;
    this.balancer = balancers.find((one) => one.id === id);
    /** The member before the change. */
    this.member = this.balancer?.members.find((one) => one.id === memberId);
    this.url = this.member?.url ?? null;
    this.adds = request.method === 'POST' && verb === undefined;
    this.fields = fields(request, verb);
  }

  /** @returns {?{url: ?string, name: ?string}} what it is about, for who asks what else has happened to it; null for anything */
  get about() {
    return this.reverted ? null : { url: this.url, name: this.url ? null : this.balancer?.name };
  }

  /**
   * The change is made.
   * @param {*[]} changes all differences behind it
   * @param {*} answer what the server has answered
   */
  changed(changes, answer) {
    this.after = changes;
    if (this.adds && !this.reverted) {
      this.url = answer?.url ?? null;
    }
  }

  /**
   * Whether nobody else has changed what this is about since.
   * @param {*[]} now all differences
   * @param {string} [drainedAt] when the drain began that has gone on with the change since
   * @returns {boolean} true if all of it is as the change, or its drain, has left it, or as it was before
   */
  untouched(now, drainedAt) {
    const [before, after, is] = [this.before, this.after, now].map((changes) => this.#own(changes));
    return [...new Set([...before.keys(), ...after.keys(), ...is.keys()])].every((place) => {
      const change = is.get(place);
      return same(change, before.get(place)) || change?.at === after.get(place)?.at
        || (drainedAt !== undefined && (!change || change.at === drainedAt));
    });
  }

  /**
   * What makes it as it was before.
   * @param {*[]} [now] all differences; without them, as the change has left them
   * @returns {?*[]} changes for the API; null if there is nothing to change, or if the API cannot do it
   */
  edits(now = this.after) {
    const [before, is] = [this.#own(this.before), this.#own(now)];
    const edits = new Map();
    for (const place of new Set([...before.keys(), ...is.keys()])) {
      const [was, change] = [before.get(place), is.get(place)];
      if (!same(was, change) && !this.#edit(was, change, edits)) {
        return null;
      }
    }
    const members = [...edits.keys()].filter((key) => edits.get(key).op !== 'patch');
    const wanted = [...edits].filter(([key]) => !members.some((member) => key !== member && key.startsWith(`${member} `)));
    return wanted.length ? wanted.map(([, edit]) => edit) : null;
  }

  /** One place; what is set in a member that comes or goes comes and goes with it. */
  #edit(was, change, edits) {
    const { balancer: key, member: url, field } = was ?? change;
    const balancer = this.balancers.find((one) => one.key === key);
    if (!balancer) {
      return false;
    }
    const there = balancer.members.find((one) => one.url === url);
    const place = `balancers/${balancer.id}`;
    const name = `${place} ${url}`;
    if (field !== null && (there || !url)) {
      this.#set(was, change, edits, { resource: there ?? balancer, name, place: there ? `${place}/members/${there.id}` : place });
    } else if (!url) {
      return false;
    } else if (there) {
      const set = this.before.filter((one) => one.balancer === key && one.member === url && one.field !== null)
        .map((one) => [one.field, there.settings[one.field]]);
      edits.set(name, { op: 'add', path: `${place}/members`, value: { url, ...Object.fromEntries(set) } });
    } else {
      const added = store.balancer(balancer.id)?.members.find((one) => one.url === url);
      edits.set(name, { op: 'remove', path: `${place}/members/${added?.id ?? url.replace('://', ':')}` });
    }
    return true;
  }

  #set(was, change, edits, { resource, name, place }) {
    if (!was) {
      edits.set(`${name} ${change.field}`, { op: 'remove', path: `changes/${change.id}` });
      return;
    }
    const patch = edits.get(`${name} patch`) ?? { op: 'patch', path: place, value: {} };
    patch.value[was.field] = resource.settings[was.field];
    edits.set(`${name} patch`, patch);
  }

  /** Those of these that it is about, by their places. */
  #own(changes) {
    return new Map(changes.filter((change) => this.#concerns(change)).map((change) => [placeOf(change), change]));
  }

  #concerns(change) {
    if (this.reverted) {
      return this.reverted.some((one) => placeOf(one) === placeOf(change) || (one.field === null && one.member !== null
        && one.balancer === change.balancer && one.member === change.member));
    }
    return change.balancer === this.balancer?.key && change.member === this.url
      && (this.fields === null || this.fields.includes(change.field));
  }
}

function fields({ method, body }, verb) {
  if (method === 'PATCH') {
    return Object.keys(body);
  }
  if (verb === 'clear-error') {
    return [];
  }
  return verb === 'drain' || method === 'DELETE' ? DRAINED : null;
}

/** Something that was added or removed has no field, and one place in its balancer. */
function placeOf(change) {
  return JSON.stringify(change.member || change.field ? [change.balancer, change.member, change.field] : [change.balancer, change.text]);
}

function same(one, other) {
  return one === other || (one?.text === other?.text && one?.value === other?.value);
}
