/** A member's state in words. */

import { words } from './format.js';
import { store } from './store.js';

/** What takes a member out, the weightiest first; then what holds it back. */
const OUT = [['stopped', 'Stopped'], ['disabled', 'Disabled'], ['error', 'In error'], ['check_failed', 'Check failed']];
const HELD = [['drain', 'Draining'], ['hot_standby', 'Standby'], ['hot_spare', 'Spare']];

/**
 * Whether a flag of a member is set.
 * @param {*} member as the API has it
 * @param {string} flag its name
 * @returns {boolean} whether it is
 */
export function is(member, flag) {
  return member.flags.includes(flag);
}

/**
 * Whether somebody has taken a member's traffic away.
 * @param {*} member as the API has it
 * @returns {boolean} true for one that is disabled, stopped or draining
 */
export function isHeld(member) {
  return ['disabled', 'stopped', 'drain'].some((flag) => is(member, flag));
}

/**
 * Whether a balancer or a member is in no configuration.
 * @param {*} resource as the API has it
 * @returns {boolean} true for one that was added by hand
 */
export function isAdded(resource) {
  return resource.changes.some((id) => store.changes.some((change) => change.id === id && change.field === null));
}

/**
 * What a member is.
 * @param {*} member as the API has it
 * @returns {{label: string, level: 'up'|'held'|'out', all: string}} in words; how grave; the server's own words
 */
export function stateOf(member) {
  const named = (kinds) => kinds.filter(([flag]) => is(member, flag)).map(([, label]) => label);
  const labels = [...named(OUT), ...named(HELD)];
  const label = labels.map((word, i) => (i ? word.toLowerCase() : word)).join(', ');
  const all = [member.status, ...member.flags.map(words)].join(', ');
  if (!member.usable) {
    return { label: label || 'Not usable', level: 'out', all };
  }
  if (label || !member.takesNewTraffic) {
    return { label: label || 'No new traffic', level: 'held', all };
  }
  return { label: 'Up', level: 'up', all };
}
