/** What has happened, as it happens. */

import { get } from './api.js';
import { children, el, text, uniqueId } from './dom.js';
import { moment } from './format.js';
import { EventStream } from './eventstream.js';
import { soon } from './schedule.js';
import { store } from './store.js';

/** As many as the server keeps. */
const KEPT = 500;

/** As many as are shown before somebody asks for more. */
const SHOWN = 50;

/** Events as they come, for whoever wants to hear of them: `event` has the event as its detail. */
export const arrivals = new EventTarget();

/**
 * Fills the view.
 * @param {HTMLElement} view where
 * @returns {function(): void} what brings it up to date
 */
export function startEvents(view) {
  const log = new EventLog(view);
  log.start();
  return () => log.show();
}

class EventLog {
  constructor(view) {
    this.view = view;
    /** @type {Map<string, {event: *, node: HTMLElement|null}>} by id and time, oldest first */
    this.events = new Map();
    this.room = SHOWN;
    const [kind, word] = [uniqueId('kind'), uniqueId('word')];
    const again = () => { this.room = SHOWN; this.show(); };
    this.kind = el('select', { id: kind, onchange: again }, el('option', { value: '' }, 'all kinds'));
    this.word = el('input', { id: word, type: 'search', autocomplete: 'off', oninput: again });
    this.state = el('span', { class: 'stream', role: 'status' }, 'connecting');
    this.list = el('ol', { class: 'log', 'aria-label': 'Events, newest first' });
    this.more = el('button', { type: 'button', hidden: true, onclick: () => { this.room += SHOWN; this.show(); } }, 'Show older');
    view.append(el('form', { class: 'filter', role: 'search', onsubmit: (event) => event.preventDefault() },
      el('label', { for: kind }, 'Kind'), this.kind, el('label', { for: word }, 'Find'), this.word, this.state), this.list, this.more);
  }

  async start() {
    let last = 0;
    try {
      const { body } = await get('events');
      body.forEach((event) => this.#add(event));
      last = body.at(-1)?.id ?? 0;
    } catch {
      // The stream tells all that the server remembers, and says itself that it is not there.
    }
    this.show();
    // What happens before the stream is open comes first in it.
    const stream = new EventStream('events/stream', last, (event) => {
      if (this.#add(event)) {
        arrivals.dispatchEvent(new CustomEvent('event', { detail: event }));
        soon(this, () => this.show());
      }
    }, (open) => text(this.state, open ? 'live' : 'not live, trying again'));
    this.process = store.server?.started;
    store.addEventListener('data', () => this.#follow(stream));
  }

  /** Another process may count its events from anywhere: then all of them are new. */
  #follow(stream) {
    const { started } = store.server;
    if (this.process && this.process !== started) {
      stream.from(0);
    }
    this.process = started;
  }

  #add(event) {
    const key = `${event.id} ${event.at}`;
    if (this.events.has(key)) {
      return false;
    }
    this.events.set(key, { event, node: null });
    if (this.events.size > KEPT) {
      this.events.delete(this.events.keys().next().value);
    }
    if (![...this.kind.options].some((option) => option.value === event.kind)) {
      this.kind.append(el('option', { value: event.kind }, event.kind));
    }
    return true;
  }

  show() {
    if (this.view.hidden) {
      return;
    }
    const word = this.word.value.trim().toLowerCase();
    const matching = [...this.events.values()].reverse().filter(({ event }) => (!this.kind.value || event.kind === this.kind.value)
      && (!word || [event.text, event.balancer, event.member, event.by].join(' ').toLowerCase().includes(word)));
    children(this.list, matching.slice(0, this.room).map((entry) => {
      entry.node ??= line(entry.event);
      return entry.node;
    }));
    this.more.hidden = matching.length <= this.room;
  }
}

function line(event) {
  const where = [event.balancer, event.member].filter(Boolean).join(' \u00b7 ');
  const who = [event.by, event.from].filter(Boolean).join(' from ');
  return el('li', { 'data-kind': event.kind },
    el('time', { datetime: event.at }, moment(event.at)), el('span', { class: 'kind' }, event.kind),
    el('span', { class: 'what' }, event.text), el('span', { class: 'where' }, [where, who].filter(Boolean).join(', by ')));
}
