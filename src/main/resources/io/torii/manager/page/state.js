/** A member's state in words. */

import { words } from './format.js';

/** What takes a member out, the weightiest first; then what holds it back. */
const OUT = [['stopped', 'Stopped'], ['disabled', 'Disabled'], ['error', 'In error'], ['check_failed', 'Check failed']];
const HELD = [['draining', 'Draining'], ['drain', 'Draining'], ['hot_standby', 'Standby'], ['standby', 'Standby'],
  ['hot_spare', 'Spare'], ['spare', 'Spare']];

/**
 * What a member is.
 * @param {*} member as the API has it
 * @returns {{label: string, level: 'up'|'held'|'out', all: string}} in a word; how grave; every flag and the
 *     server's own words
 */
export function stateOf(member) {
  const flags = new Set(member.flags);
  const is = ([flag]) => flags.has(flag) || member[flag] === true;
  const out = OUT.filter(is).map(([, label]) => label);
  const held = [...new Set(HELD.filter(is).map(([, label]) => label))];
  const labels = [...out, ...held];
  const all = [...flags].map(words).concat(member.status).join(', ');
  if (!member.usable) {
    return { label: labels.join(', ').replace(/, [A-Z]/g, (s) => s.toLowerCase()) || 'Not usable', level: 'out', all };
  }
  if (labels.length || !member.takesNewTraffic) {
    return { label: labels[0] ?? 'No new traffic', level: 'held', all };
  }
  return { label: 'Up', level: 'up', all };
}
