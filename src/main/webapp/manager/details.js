/** Everything about one member, and what is not done every day. */

import { get, path } from './api.js';
import { children, el, uniqueId } from './dom.js';
import { bytes, duration, latency, moment, number, plain, words } from './format.js';
import { store } from './store.js';
import { isHeld, stateOf } from './state.js';
import { cancelDrain, clearError, disable, drain, draining, editMember, enable, removeMember } from './memberactions.js';

/** What has a sentence or a table of its own. */
const TOLD = new Set(['id', 'url', 'status', 'statusLetters', 'flags', 'latency', 'pool', 'check', 'certificate', 'drain', 'changes', 'etag', 'settings']);
const MOMENTS = new Set(['stateSince', 'lastErrorAt', 'errorSince']);
const SIZES = new Set(['bytesIn', 'bytesOut']);

/**
 * Opens the details of a member.
 * @param {string} balancerId its balancer
 * @param {string} memberId its own id
 */
export async function showMember(balancerId, memberId) {
  const title = uniqueId('member');
  const content = el('div', { class: 'content' }, el('p', {}, 'Reading'));
  const node = el('dialog', { class: 'details', 'aria-labelledby': title },
    el('h2', { id: title, tabindex: '-1' }, 'Member'), content,
    el('form', { method: 'dialog', class: 'buttons' }, el('button', {}, 'Close')));
  node.addEventListener('close', () => node.remove());
  document.body.append(node);
  node.showModal();
  try {
    const { body } = await get(path('balancers', balancerId, 'members', memberId));
    node.firstChild.textContent = body.url;
    children(content, parts(body, store.balancer(balancerId), node));
  } catch (failure) {
    children(content, [el('p', { class: 'trouble', role: 'alert' }, failure.message)]);
  }
}

function parts(member, balancer, node) {
  const state = stateOf(member);
  const found = [
    el('p', {}, el('span', { class: 'state', 'data-level': state.level }, state.label), ` ${state.all}`),
    store.operator && balancer && !balancer.plain ? controls(member, balancer, node) : null,
    member.lastError ? el('p', { class: 'last-error' }, `Last error at ${moment(member.lastErrorAt)}: ${member.lastError}`) : null,
    facts('Latency', latencyFacts(member.latency)),
    facts('Connections', member.pool && Object.entries(member.pool).map(([k, v]) => [words(k), plain(v)])),
    facts('Drain', member.drain && Object.entries(member.drain).map(([k, v]) => [words(k), plain(v)])),
    facts('Check', checkFacts(member.check)),
    member.check?.history?.length ? history(member.check.history) : null,
    facts('Certificate', member.certificate && Object.entries(member.certificate).map(([k, v]) => [words(k), plain(v)])),
    facts('Everything else', rest(member)),
    facts('Settings', Object.entries(member.settings).map(([k, v]) => [words(k), plain(v)])),
  ];
  return found.filter(Boolean);
}

function controls(member, balancer, node) {
  const button = (label, act) => el('button', {
    type: 'button', onclick: () => { node.close(); act(balancer, member); },
  }, label);
  return el('div', { class: 'actions' },
    button('Change weight, route, set', editMember), draining(member) ? button('Cancel drain', cancelDrain) : button('Drain', drain),
    isHeld(member) ? button('Enable', enable) : button('Disable', disable),
    button('Clear error', clearError), button('Remove', removeMember));
}

function facts(title, rows) {
  if (!rows?.length) {
    return null;
  }
  return el('section', {}, el('h3', {}, title),
    el('dl', { class: 'rows' }, ...rows.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))));
}

function latencyFacts(found) {
  return found && Object.entries(found).map(([name, value]) => [name, latency(value)]);
}

function checkFacts(check) {
  if (!check) {
    return null;
  }
  return [
    ['asks', `${check.method}${check.uri ? ` ${check.uri}` : ''}`], ['every', duration(check.interval)],
    ['good if', plain(check.expression)], ['passes in a row', `${check.passes} of ${check.passesNeeded}`],
    ['fails in a row', `${check.fails} of ${check.failsNeeded}`], ['last', moment(check.lastCheck)],
  ];
}

function history(checks) {
  return el('ol', { class: 'checks', 'aria-label': 'Last checks' }, ...checks.map((check) => el('li', { 'data-ok': String(check.ok) },
    `${moment(check.at)} ${check.ok ? 'passed' : 'failed'}${check.text ? `: ${check.text}` : ''}`)));
}

function rest(member) {
  return Object.entries(member).filter(([name]) => !TOLD.has(name)).map(([name, value]) => [words(name), told(name, value)]);
}

function told(name, value) {
  if (MOMENTS.has(name)) {
    return moment(value);
  }
  if (SIZES.has(name)) {
    return bytes(value);
  }
  return typeof value === 'number' ? number(value) : plain(value);
}
