/** The page begins here: its views, and which of them is seen. */

import { byId, text } from './dom.js';
import { startHeader } from './header.js';
import { store } from './store.js';
import { startOverview } from './overview.js';
import { startChanges } from './changes.js';
import { startRules } from './rules.js';
import { startDiagnosis } from './diagnosis.js';
import { arrivals, startEvents } from './events.js';
import { startAnnouncer } from './announcer.js';
import { startUndoKeys } from './toasts.js';

/** Each view's start returns what is to be done whenever it comes into sight. */
const views = {
  overview: startOverview(byId('overview')),
  changes: startChanges(byId('changes')),
  rules: startRules(byId('rules')),
  diagnosis: startDiagnosis(byId('diagnosis')),
  events: startEvents(byId('events')),
};

let current = null;

function show() {
  const wanted = location.hash.slice(1);
  const name = wanted in views ? wanted : current ?? 'overview';
  if (name === current) {
    return;
  }
  const first = current === null;
  current = name;
  for (const view of Object.keys(views)) {
    byId(view).hidden = view !== name;
  }
  for (const link of byId('views').querySelectorAll('a')) {
    if (link.hash === `#${name}`) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  if (!first) {
    byId(`${name}-title`).focus();
  }
  views[name]();
}

store.addEventListener('changes', () => text(byId('changes-count'), store.changes.length || ''));
// What somebody has done is seen at once.
arrivals.addEventListener('event', ({ detail }) => (detail.kind === 'change' || detail.kind === 'reload') && store.refresh());
addEventListener('hashchange', show);
startHeader();
startAnnouncer();
startUndoKeys();
show();
store.start();
