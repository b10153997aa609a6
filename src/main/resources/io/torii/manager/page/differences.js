/** What differs between a resource as it is and as it would be. */

import { el } from './dom.js';
import { plain, words } from './format.js';

/** What changes by itself while one looks. */
const LIVE = new Set(['elected', 'busy', 'bytesIn', 'bytesOut', 'errors', 'lbstatus', 'retries', 'stateSince', 'latency',
  'pool', 'sessions', 'check', 'changes', 'members', 'lastErrorAt', 'statusLetters', 'certificate']);

/**
 * The fields that differ.
 * @param {*} before the resource
 * @param {*} after what the dry run answered; null if that says nothing
 * @returns {string[][]} rows of name, before, after
 */
export function differences(before, after) {
  if (!after) {
    return [];
  }
  return Object.keys(after)
    .filter((field) => !LIVE.has(field) && JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => [words(field), plain(before[field]), plain(after[field])]);
}

/**
 * What a new resource would be.
 * @param {string[]} fields that are worth telling
 * @returns {function(*, *): string[][]} rows of name, nothing, value
 */
export function created(fields) {
  return (before, after) => fields.filter((field) => after?.[field] != null)
    .map((field) => [words(field), '\u2013', plain(after[field])]);
}

/**
 * Rows as people read them.
 * @param {string[][]} rows of name, before, after
 * @returns {HTMLElement} a table, or a sentence if there are none
 */
export function table(rows) {
  if (!rows.length) {
    return el('p', {}, 'The server accepts it; no field of the resource shows a difference.');
  }
  return el('table', { class: 'diff' },
    el('thead', {}, el('tr', {}, ...['What', 'Now', 'Then'].map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map(([name, before, after]) => el('tr', {},
      el('th', { scope: 'row' }, name), el('td', { class: 'before' }, before), el('td', { class: 'after' }, after)))));
}
