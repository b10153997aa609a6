/** The rules in their order, and a box to try one of them. */

import { get } from './api.js';
import { children, el } from './dom.js';
import { explainer } from './explain.js';
import { store } from './store.js';

/**
 * Fills the view.
 * @param {HTMLElement} view where
 * @returns {function(): void} what brings it up to date
 */
export function startRules(view) {
  const body = el('tbody', {});
  const trouble = el('p', { class: 'trouble', role: 'alert' });
  view.append(explainer(), el('h3', {}, 'In their order'), trouble,
    el('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Table of rules' },
      el('table', { class: 'list', 'aria-label': 'Rules' },
        el('thead', {}, el('tr', {}, ...['Host', 'Rule', 'Path', 'Goes to', 'Declared at'].map((h) => el('th', { scope: 'col' }, h)))),
        body)));
  const show = async () => {
    try {
      children(body, (await get('rules')).body.map(row));
      trouble.textContent = '';
    } catch (failure) {
      trouble.textContent = failure.message;
    }
  };
  store.addEventListener('changes', () => view.hidden || show());
  return show;
}

function row(rule) {
  return el('tr', {}, el('td', {}, rule.host ?? '\u2013'), el('td', {}, rule.kind), el('th', { scope: 'row' }, rule.path),
    el('td', {}, rule.target === '!' ? 'nobody: it is left out' : rule.target), el('td', {}, rule.origin));
}
