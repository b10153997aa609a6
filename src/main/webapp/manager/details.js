/** Everything about one member, and what is not done every day. */

import { attribute, children, el, text, uniqueId } from './dom.js';
import { bytes, duration, latency, moment, number, plain, words } from './format.js';
import { memberKey } from './history.js';
import { soon } from './schedule.js';
import { store } from './store.js';
import { Charts, MEMBER } from './charts.js';
import { isHeld, stateOf } from './state.js';
import { cancelDrain, clearError, disable, drain, draining, editMember, enable, removeMember } from './memberactions.js';

/** What has a sentence or a table of its own. */
const TOLD = new Set(['id', 'url', 'status', 'statusLetters', 'flags', 'latency', 'pool', 'check', 'certificate', 'drain', 'changes', 'etag', 'settings']);
const MOMENTS = new Set(['stateSince', 'lastErrorAt', 'errorSince']);
const SIZES = new Set(['bytesIn', 'bytesOut']);

/** What is told under which heading. */
const FACTS = [
  ['Latency', (member) => latencyFacts(member.latency)],
  ['Connections', (member) => spelled(member.pool)],
  ['Drain', (member) => drainFacts(member.drain)],
  ['Check', (member) => checkFacts(member.check)],
  ['Certificate', (member) => spelled(member.certificate)],
  ['Everything else', rest],
  ['Settings', (member) => spelled(member.settings)],
];

/** The controls in their order; of two that exclude each other one is seen. */
const ACTIONS = {
  'Change weight, route, set': editMember,
  Drain: drain,
  'Cancel drain': cancelDrain,
  Disable: disable,
  Enable: enable,
  'Clear error': clearError,
  Remove: removeMember,
};

/**
 * Opens the details of a member, which stay true while they are open.
 * @param {string} balancerId its balancer
 * @param {string} memberId its own id
 */
export function showMember(balancerId, memberId) {
  new Details(balancerId, memberId).open();
}

class Details {
  constructor(balancerId, memberId) {
    this.balancerId = balancerId;
    this.memberId = memberId;
    const title = uniqueId('member');
    this.title = el('h2', { id: title, tabindex: '-1' }, 'Member');
    this.state = el('span', { class: 'state' });
    this.all = el('span', {});
    this.error = el('p', { class: 'last-error' });
    this.controls = new Controls(() => this.node.close());
    this.charts = new Charts(MEMBER, () => store.history.past(memberKey({ id: balancerId }, { id: memberId })));
    this.drained = el('progress', { 'aria-label': 'Time of the drain' });
    this.facts = Object.fromEntries(FACTS.map(([name]) => [name, new Facts(name)]));
    this.checks = el('ol', { class: 'checks', 'aria-label': 'Last checks' });
    this.facts.Drain.node.append(this.drained);
    this.facts.Check.node.append(this.checks);
    this.content = el('div', { class: 'content' }, el('p', {}, this.state, ' ', this.all), this.controls.node, this.error,
      this.charts.node, ...Object.values(this.facts).map((one) => one.node));
    this.node = el('dialog', { class: 'details', 'aria-labelledby': title }, this.title, this.content,
      el('form', { method: 'dialog', class: 'buttons' }, el('button', {}, 'Close')));
  }

  open() {
    const onData = () => soon(this, () => this.#update());
    store.addEventListener('data', onData);
    this.node.addEventListener('close', () => {
      store.removeEventListener('data', onData);
      this.charts.close();
      this.node.remove();
    });
    document.body.append(this.node);
    this.node.showModal();
    this.#update();
  }

  #update() {
    const balancer = store.balancer(this.balancerId);
    const member = balancer?.members.find((one) => one.id === this.memberId);
    if (!member) {
      text(this.state, 'Gone');
      attribute(this.state, 'data-level', 'out');
      text(this.all, 'It is no member of its balancer any more.');
      this.controls.hide();
      return;
    }
    const state = stateOf(member);
    text(this.title, member.url);
    text(this.state, state.label);
    attribute(this.state, 'data-level', state.level);
    text(this.all, state.all);
    attribute(this.error, 'hidden', !member.lastError);
    text(this.error, member.lastError && `Last error at ${moment(member.lastErrorAt)}: ${member.lastError}`);
    this.controls.update(balancer, member);
    this.charts.draw();
    for (const [name, rows] of FACTS) {
      this.facts[name].update(rows(member));
    }
    this.#drain(member.drain);
    children(this.checks, (member.check?.history ?? []).map(check));
  }

  #drain(drain) {
    if (drain) {
      const [from, to] = [drain.startedAt, drain.deadline].map((at) => Date.parse(at));
      attribute(this.drained, 'max', Math.max(1, to - from));
      attribute(this.drained, 'value', Math.max(0, Math.min(to, store.now) - from));
    }
  }
}

/** What can be done to the member. The buttons stay the same while they are looked at. */
class Controls {
  /** @param {function(): void} close before something is done */
  constructor(close) {
    const button = (label) => el('button', { type: 'button', onclick: () => this.#act(label) }, label);
    this.buttons = Object.fromEntries(Object.keys(ACTIONS).map((label) => [label, button(label)]));
    this.close = close;
    this.node = el('div', { class: 'actions' }, ...Object.values(this.buttons));
  }

  #act(label) {
    this.close();
    ACTIONS[label](this.balancer, this.member);
  }

  hide() {
    attribute(this.node, 'hidden', true);
  }

  update(balancer, member) {
    this.balancer = balancer;
    this.member = member;
    attribute(this.node, 'hidden', !store.operator || balancer.plain);
    const [drains, held] = [draining(member), isHeld(member)];
    const unfit = { Drain: drains, 'Cancel drain': !drains, Disable: held, Enable: !held };
    for (const [label, button] of Object.entries(this.buttons)) {
      attribute(button, 'hidden', unfit[label] === true);
    }
  }
}

/** Names with values, under a heading. */
class Facts {
  /** @param {string} title the heading */
  constructor(title) {
    this.list = el('dl', { class: 'rows' });
    this.node = el('section', {}, el('h3', {}, title), this.list);
    /** @type {Map<string, HTMLElement>} */
    this.rows = new Map();
  }

  /** @param {?*[][]} rows of name and value; without any, it is not to be seen */
  update(rows) {
    attribute(this.node, 'hidden', !rows?.length);
    children(this.list, (rows ?? []).map(([name, value]) => {
      if (!this.rows.has(name)) {
        this.rows.set(name, el('div', {}, el('dt', {}, name), el('dd', {})));
      }
      const row = this.rows.get(name);
      text(row.lastChild, value);
      return row;
    }));
  }
}

/** The rows of an object that speaks for itself. */
function spelled(object) {
  return object && Object.entries(object).map(([name, value]) => [words(name), plain(value)]);
}

function drainFacts(drain) {
  if (!drain) {
    return null;
  }
  const { busy, ...others } = drain;
  return [['requests in flight', number(busy)],
    ['ends within', duration((Date.parse(drain.deadline) - store.now) / 1000)], ...spelled(others)];
}

function latencyFacts(found) {
  return found && Object.entries(found).map(([name, value]) => [name, latency(value)]);
}

function checkFacts(check) {
  return check && [
    ['asks', `${check.method}${check.uri ? ` ${check.uri}` : ''}`], ['every', duration(check.interval)],
    ['good if', plain(check.expression)], ['passes in a row', `${check.passes} of ${check.passesNeeded}`],
    ['fails in a row', `${check.fails} of ${check.failsNeeded}`], ['last', moment(check.lastCheck)],
  ];
}

function check(result) {
  return el('li', { 'data-ok': String(result.ok) }, `${moment(result.at)} ${result.ok ? 'passed' : 'failed'}${result.text ? `: ${result.text}` : ''}`);
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
