/** Who changed what in the meantime. */

import { get } from './api.js';
import { el } from './dom.js';
import { moment } from './format.js';

/** Kinds of events by which a resource gets another state that somebody wanted. */
const KINDS = new Set(['change', 'drain', 'reload']);

/**
 * Says what came between the reading of a resource and the change of it.
 * @param {*} resource a balancer or a member, as it was read
 * @returns {Promise<HTMLElement[]>} sentences
 */
export async function changedMeanwhile(resource) {
  const said = el('p', {}, 'Somebody has changed this in the meantime. What is below is what it is now; look again.');
  let events;
  try {
    events = (await get('events')).body;
  } catch {
    return [said];
  }
  const about = events.filter((event) => KINDS.has(event.kind) && concerns(event, resource)).slice(-3).reverse();
  return [said, ...about.map((event) => el('p', { class: 'meanwhile' },
    `${moment(event.at)} ${event.by ?? 'somebody'}${event.from ? ` from ${event.from}` : ''}: ${event.text}`))];
}

function concerns(event, resource) {
  const names = [resource.id, resource.url, resource.name && `balancer://${resource.name}`, resource.key].filter(Boolean);
  return Array.isArray(resource) || event.kind === 'reload' || names.includes(event.member) || names.includes(event.balancer);
}
