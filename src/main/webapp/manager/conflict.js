/** Who changed what in the meantime. */

import { get } from './api.js';
import { el } from './dom.js';
import { moment } from './format.js';

/** Kinds of events by which a resource gets another state that somebody wanted. */
const KINDS = new Set(['change', 'drain', 'reload']);

/** Somebody else has changed what was to be changed. */
export class Conflict extends Error {}

/**
 * Says what came between the reading of a resource and the change of it.
 * @param {*} resource a balancer or a member, as it was read
 * @returns {Promise<HTMLElement[]>} sentences
 */
export async function changedMeanwhile(resource) {
  const about = await lately(Array.isArray(resource) ? null : resource, 0);
  return [el('p', {}, 'Somebody has changed this in the meantime. What is below is what it is now; look again.'),
    ...about.map((event) => el('p', { class: 'meanwhile' }, event))];
}

/**
 * What is to be thrown where a change cannot be taken back any more.
 * @param {*} about the URL of a member, or the name of a balancer; null for anything
 * @param {number} since when it was changed, in milliseconds since 1970
 * @returns {Promise<Conflict>} with who has done what since
 */
export async function conflict(about, since) {
  return new Conflict(['Somebody has changed this in the meantime.', ...await lately(about, since)].join(' '));
}

async function lately(about, since) {
  let events;
  try {
    events = (await get('events')).body;
  } catch {
    return [];
  }
  return events.filter((event) => KINDS.has(event.kind) && concerns(event, about) && Date.parse(event.at) >= since)
    .slice(-3).reverse()
    .map((event) => `${moment(event.at)} ${event.by ?? 'somebody'}${event.from ? ` from ${event.from}` : ''}: ${event.text}`);
}

function concerns(event, about) {
  const names = about ? [about.id, about.url, about.name && `balancer://${about.name}`, about.key].filter(Boolean) : [];
  return !about || event.kind === 'reload' || names.includes(event.member) || names.includes(event.balancer);
}
