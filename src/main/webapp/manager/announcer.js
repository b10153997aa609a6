/** Tells those who do not see the page of members that change their state: seldom, and in one sentence. */

import { byId } from './dom.js';
import { arrivals } from './events.js';

/** Milliseconds between two sentences. */
const PAUSE = 5000;

/** Said one by one up to here; more are counted. */
const FEW = 2;

/** Begins to listen. */
export function startAnnouncer() {
  let heard = [];
  let timer = 0;
  const say = () => {
    timer = 0;
    if (heard.length) {
      byId('announcer').textContent = heard.length <= FEW ? heard.join(' ') : `${heard.length} changes of state. The last: ${heard.at(-1)}`;
      heard = [];
      timer = setTimeout(say, PAUSE);
    }
  };
  arrivals.addEventListener('event', ({ detail }) => {
    if (detail.kind === 'state' && !document.hidden) {
      heard.push(detail.member && !detail.text.includes(detail.member) ? `${detail.member}: ${detail.text}.` : `${detail.text}.`);
      timer ||= setTimeout(say);
    }
  });
}
