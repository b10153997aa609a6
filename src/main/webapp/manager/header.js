/** The head of the page: what runs, how it does, whether it answers, and the light. */

import { byId, el, text, attribute } from './dom.js';
import { duration, moment, number } from './format.js';
import { store } from './store.js';

const THEMES = ['system', 'light', 'dark'];
const KEPT = 'torii.theme';

/** Shows the head and keeps it true. */
export function startHeader() {
  const facts = factList();
  store.addEventListener('data', () => showFacts(facts));
  store.addEventListener('connection', showConnection);
  startTheme();
}

function factList() {
  const list = byId('facts');
  const values = {};
  for (const [name, label] of [['product', 'Product'], ['uptime', 'Up for'], ['rate', 'Requests/s'],
    ['inFlight', 'In flight'], ['tunnels', 'Tunnels'], ['role', 'You are']]) {
    values[name] = el('dd', { id: `fact-${name}` });
    list.append(el('div', {}, el('dt', {}, label), values[name]));
  }
  return values;
}

function showFacts(facts) {
  const { server } = store;
  text(facts.product, `${server.product} ${server.version}`);
  attribute(facts.product, 'title', `Java ${server.java}, ${server.container}`);
  text(facts.uptime, duration((Date.parse(server.now) - Date.parse(server.started)) / 1000));
  text(facts.rate, number(store.history.serverRate));
  text(facts.inFlight, number(server.inFlight));
  text(facts.tunnels, number(server.tunnels));
  text(facts.role, server.user ? `${server.user}, ${server.role}` : server.role);
  attribute(document.documentElement, 'data-role', server.role);
}

function showConnection() {
  const place = byId('connection');
  const lost = store.trouble !== null;
  const since = store.readAt === null ? 'the start' : moment(new Date(store.readAt).toISOString());
  text(place, lost ? `Lost since ${since}: ${store.trouble}` : 'Live');
  attribute(place, 'data-state', lost ? 'lost' : 'live');
  document.body.classList.toggle('stale', lost);
}

function startTheme() {
  const button = byId('theme');
  button.addEventListener('click', () => {
    const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
    keep(next);
    showTheme(button);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => showTheme(button));
  showTheme(button);
}

/** @type {string|null} the light that somebody has chosen in this window */
let chosen = null;

function theme() {
  try {
    chosen ??= localStorage.getItem(KEPT);
  } catch {
    // A browser may keep nothing of this site: then a choice lasts as long as the page.
  }
  return THEMES.includes(chosen) ? chosen : 'system';
}

function keep(theme) {
  chosen = theme;
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // As above, and the storage may be full.
  }
}

function showTheme(button) {
  const now = theme();
  attribute(document.documentElement, 'data-theme', now === 'system' ? null : now);
  text(button, `Theme: ${now}`);
  document.dispatchEvent(new Event('theme'));
}
