/** Notifications at the edge of the page, with the way back. */

import { attribute, byId, el, text } from './dom.js';
import { Conflict } from './conflict.js';

/** As long as somebody needs to notice that it was the wrong member. */
const STAYS = 60000;
const MOST = 3;

/** Milliseconds within which a notification and what is gone belong together. */
const TOGETHER = 5000;

/** @type {{button: ?HTMLElement, at: number}} the last way back, and since when */
let latest = { button: null, at: 0 };

/** @type {{stands: ?HTMLElement, at: number}} where somebody is who has lost his place, and since when */
let lost = { stands: null, at: 0 };

/** Takes the latest back from wherever one is, for whom the edge of the page is far away. */
const KEYS = { shown: 'Ctrl+Z', aria: 'Control+Z' };

/**
 * Says that something is done.
 * @param {string} message what
 * @param {?function(): Promise<void>} [undo] takes it back
 */
export function toast(message, undo = null) {
  const said = el('p', { role: 'status' });
  const button = undo && el('button', {
    type: 'button', class: 'undo', 'aria-keyshortcuts': KEYS.aria, title: KEYS.shown, onclick: () => takeBack(button, said, message, undo),
  }, 'Undo');
  const node = el('div', { class: 'toast' }, said, button,
    el('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => leave(node) }, '\u00d7'));
  const place = byId('toasts');
  place.append(node);
  // A region that is there already is read out when text comes into it.
  requestAnimationFrame(() => text(said, undo ? `${message} ${KEYS.shown} takes it back.` : message));
  while (place.children.length > MOST) {
    place.firstElementChild.remove();
  }
  setTimeout(() => fade(node), STAYS);
  const now = performance.now();
  latest = { button, at: now };
  if (button && lost.stands === document.activeElement && now - lost.at < TOGETHER) {
    button.focus();
  }
}

/**
 * Leads whoever was on what is gone to the way back, as soon as that is there: a change may be seen before its answer.
 * @param {HTMLElement} meanwhile what has the focus until then, or if what is gone was taken by somebody else
 */
export function focusUndo(meanwhile) {
  if (latest.button?.isConnected && performance.now() - latest.at < TOGETHER) {
    latest.button.focus();
  } else {
    meanwhile.focus();
    lost = { stands: meanwhile, at: performance.now() };
  }
}

/** Begins to listen to the keys. */
export function startUndoKeys() {
  document.addEventListener('keydown', (event) => {
    const writes = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
    const latest = [...document.querySelectorAll('.toast .undo:not(:disabled)')].at(-1);
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z' && !writes && latest) {
      event.preventDefault();
      /** @type {HTMLElement} */ (latest).click();
    }
  });
}

function fade(node) {
  if (node.matches(':hover, :focus-within')) {
    setTimeout(() => fade(node), 5000);
  } else {
    node.remove();
  }
}

/** Who stands on it goes on to where the page begins. */
function leave(node) {
  const focused = node.contains(document.activeElement);
  node.remove();
  if (focused) {
    byId('main').focus();
  }
}

async function takeBack(button, said, message, undo) {
  const dismiss = button.nextElementSibling;
  const focused = document.activeElement === button;
  attribute(button, 'disabled', true);
  let over = true;
  try {
    await undo();
    text(said, `Taken back: ${message}`);
  } catch (failure) {
    over = failure instanceof Conflict;
    attribute(button, 'disabled', null);
    text(said, `Not taken back: ${failure.message}`);
  }
  if (over) {
    button.remove();
  }
  if (focused) {
    (over ? dismiss : button).focus();
  }
}
