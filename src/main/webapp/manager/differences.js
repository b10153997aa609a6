/** What differs between a resource as it is and as it would be. */

import { el } from './dom.js';
import { plain, words } from './format.js';

/**
 * The settings that differ.
 * @param {*} before the resource
 * @param {*} after what the dry run answered; null if that says nothing
 * @returns {string[][]} rows of name, before, after
 */
export function differences(before, after) {
  return Object.entries(after?.settings ?? {})
    .filter(([name, value]) => JSON.stringify(before.settings[name]) !== JSON.stringify(value))
    .map(([name, value]) => [words(name), plain(before.settings[name]), plain(value)]);
}

/**
 * Rows as people read them.
 * @param {string[][]} rows of name, before, after
 * @returns {HTMLElement} a table, or a sentence if there are none
 */
export function table(rows) {
  if (!rows.length) {
    return el('p', {}, 'The server accepts it, and no setting is different from what it is now.');
  }
  return el('table', { class: 'diff' },
    el('thead', {}, el('tr', {}, ...['What', 'Now', 'Then'].map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map(([name, before, after]) => el('tr', {},
      el('th', { scope: 'row' }, name), el('td', { class: 'before' }, before), el('td', { class: 'after' }, after)))));
}
