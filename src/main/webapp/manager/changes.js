/** What differs from the configuration, each to be taken back. */

import { path } from './api.js';
import { byId, childrenWithFocus, el } from './dom.js';
import { moment, plain, words } from './format.js';
import { openChange } from './changedialog.js';
import { store } from './store.js';
import { focusUndo } from './toasts.js';

/**
 * Fills the view.
 * @param {HTMLElement} view where
 * @returns {function(): void} what brings it up to date
 */
export function startChanges(view) {
  const body = el('tbody', {});
  const all = el('button', { type: 'button', hidden: true, onclick: revertAll }, 'Revert all');
  const kept = el('p', { class: 'facts-line' });
  const none = el('p', { class: 'none' }, 'Everything is as configured.');
  const list = el('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Differences' },
    el('table', { class: 'list', 'aria-labelledby': 'changes-title' },
      el('thead', {}, el('tr', {}, ...['Where', 'What', 'Configured', 'Now', 'By', 'Since', 'Revert'].map((h) => el('th', { scope: 'col' }, h)))),
      body));
  view.append(kept, all, none, list);
  const show = () => {
    kept.textContent = store.server?.changesFile
      ? `Kept over a restart, in ${store.server.changesFile}.`
      : 'Not kept over a restart.';
    none.hidden = store.changes.length > 0;
    list.hidden = store.changes.length === 0;
    all.hidden = !store.operator || store.changes.length < 2;
    childrenWithFocus(body, store.changes.map(row), () => focusUndo(byId('changes-title')));
  };
  store.addEventListener('changes', show);
  return show;
}

/** The name of a setting; of what was added or removed, that. */
function what(change) {
  return change.field ? words(change.field) : change.text;
}

function where(change) {
  return [change.balancer, change.member].filter(Boolean).join(' \u00b7 ') || '\u2013';
}

function row(change) {
  return el('tr', {}, el('th', { scope: 'row' }, where(change)), el('td', {}, what(change)),
    el('td', {}, plain(change.configured)), el('td', {}, plain(change.value)),
    el('td', {}, [change.by, change.from].filter(Boolean).join(' from ') || '\u2013'), el('td', {}, moment(change.at)),
    el('td', {}, store.operator ? el('button', {
      type: 'button', 'aria-label': `Revert ${what(change)} of ${where(change)}`, onclick: () => revert(change),
    }, 'Revert') : null));
}

function revert(change) {
  openChange({
    title: 'Revert', done: 'It is as configured again.', subject: where(change), resource: 'changes',
    request: () => ({ method: 'DELETE', path: path('changes', change.id) }),
    effects: () => [[what(change), plain(change.value), plain(change.configured)]],
  });
}

function revertAll() {
  openChange({
    title: 'Revert all', done: 'Everything is as configured again.', subject: `${store.changes.length} differences`, resource: 'changes',
    request: () => ({ method: 'DELETE', path: 'changes' }),
    effects: () => store.changes.map((c) => [`${where(c)} ${what(c)}`, plain(c.value), plain(c.configured)]),
  });
}
