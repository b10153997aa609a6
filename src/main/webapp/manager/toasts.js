/** Notifications at the edge of the page, with the way back. */

import { attribute, byId, el, text } from './dom.js';

/** As long as somebody needs to notice that it was the wrong member. */
const STAYS = 60000;
const MOST = 3;

/**
 * Says that something is done.
 * @param {string} message what
 * @param {?function(): Promise<void>} [undo] takes it back
 */
export function toast(message, undo = null) {
  const said = el('p', { role: 'status' });
  const node = el('div', { class: 'toast' }, said,
    undo ? el('button', { type: 'button', class: 'undo', onclick: (event) => takeBack(event.target, said, undo) }, 'Undo') : null,
    el('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => node.remove() }, '\u00d7'));
  const place = byId('toasts');
  place.append(node);
  // A region that is there already is read out when text comes into it.
  requestAnimationFrame(() => text(said, message));
  while (place.children.length > MOST) {
    place.firstElementChild.remove();
  }
  setTimeout(() => leave(node), STAYS);
}

function leave(node) {
  if (node.matches(':hover, :focus-within')) {
    setTimeout(() => leave(node), 5000);
  } else {
    node.remove();
  }
}

async function takeBack(button, said, undo) {
  attribute(button, 'disabled', true);
  try {
    await undo();
    button.remove();
    text(said, `Taken back: ${said.textContent}`);
  } catch (failure) {
    attribute(button, 'disabled', null);
    text(said, `Not taken back: ${failure.message}`);
  }
}
