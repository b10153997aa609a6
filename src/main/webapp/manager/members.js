/** A member as a row of its balancer's table. */

import { attribute, el, text } from './dom.js';
import { duration, latencies, moment, number } from './format.js';
import { memberKey } from './history.js';
import { store } from './store.js';
import { isAdded, isHeld, stateOf } from './state.js';
import { draw, sparkline } from './sparkline.js';
import { cancelDrain, disable, drain, draining, enable } from './memberactions.js';
import { showMember } from './details.js';

const COLUMNS = [['url', 'Member'], ['state', 'State'], ['requests', 'Requests/s'], ['errors', 'Errors/s'],
  ['latency', 'p50 / p99'], ['busy', 'Busy'], ['weight', 'Weight'], ['route', 'Route'], ['last', 'Last error'], ['do', 'Actions']];
const NUMBERS = new Set(['requests', 'errors', 'latency', 'busy', 'weight']);
const LABELS = Object.fromEntries(COLUMNS);
const SAMPLES = 60;

/**
 * The table's head.
 * @returns {HTMLElement} the head; roles are written out since a narrow window lays the table out as cards
 */
export function headings() {
  return el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...COLUMNS.map(([name, label]) => el('th', {
    role: 'columnheader', scope: 'col', class: `c-${name}${NUMBERS.has(name) ? ' n' : ''}`,
  }, label))));
}

export class MemberRow {
  /**
   * @param {string} balancerId its balancer
   * @param {string} id its own
   */
  constructor(balancerId, id) {
    this.balancerId = balancerId;
    this.id = id;
    this.cells = {};
    this.node = el('tr', { role: 'row' }, ...COLUMNS.map(([name]) => this.#cell(name)));
    this.url = el('button', { type: 'button', class: 'link', onclick: () => showMember(this.balancerId, this.id) });
    this.mark = el('span', { class: 'mark' });
    this.cells.url.append(this.url, this.mark);
    this.label = el('span', { class: 'state' });
    this.since = el('span', { class: 'since' });
    this.cells.state.append(this.label, this.since);
    this.rate = el('span', {});
    this.spark = sparkline();
    this.cells.requests.append(this.rate, this.spark);
    // The same two for as long as the row is there: who has pressed one stays on it.
    this.actions = [0, 1].map((i) => el('button', { type: 'button', hidden: true, onclick: () => this.#act(i) }));
    this.cells.do.append(...this.actions);
  }

  #cell(name) {
    const head = name === 'url';
    this.cells[name] = el('span', { class: 'v' });
    return el(head ? 'th' : 'td', {
      role: head ? 'rowheader' : 'cell', scope: head ? 'row' : null, class: `c-${name}${NUMBERS.has(name) ? ' n' : ''}`,
    }, el('span', { class: 'l', 'aria-hidden': 'true' }, LABELS[name]), this.cells[name]);
  }

  /**
   * Shows what was read.
   * @param {*} balancer its balancer
   * @param {*} member the member
   */
  update(balancer, member) {
    const past = store.history.past(memberKey(balancer, member));
    const state = stateOf(member);
    attribute(this.node, 'data-level', state.level);
    text(this.url, member.url);
    attribute(this.url, 'aria-label', `${member.url}, details`);
    text(this.mark, mark(member));
    text(this.label, state.label);
    attribute(this.label, 'title', state.all);
    text(this.since, since(member));
    text(this.rate, number(past?.now.requests));
    draw(this.spark, past?.rings.requests.list(SAMPLES) ?? [], SAMPLES);
    this.#numbers(member, past);
    text(this.cells.route, member.route ?? '\u2013');
    text(this.cells.last, member.lastError ? `${moment(member.lastErrorAt)} ${member.lastError}` : '\u2013');
    attribute(this.cells.last, 'title', member.lastError);
    this.#actions(balancer, member);
  }

  #numbers(member, past) {
    const errors = past?.now.errors;
    text(this.cells.errors, number(errors));
    this.cells.errors.classList.toggle('bad', errors > 0);
    text(this.cells.latency, latencies(member.latency));
    text(this.cells.busy, number(member.busy));
    text(this.cells.weight, member.lbset ? `${member.weight} (set ${member.lbset})` : member.weight);
  }

  /** The quick ones; the others are beside the details. */
  #actions(balancer, member) {
    this.wanted = store.operator && !balancer.plain ? quick(member) : [null, null];
    const focused = this.actions.findIndex((button) => button === document.activeElement);
    this.actions.forEach((button, i) => {
      const [label] = this.wanted[i] ?? [];
      attribute(button, 'hidden', !label);
      text(button, label);
      attribute(button, 'aria-label', label && `${label} ${member.url}`);
    });
    if (focused >= 0 && !this.wanted[focused]) {
      (this.actions.find((button) => !button.hidden) ?? this.url).focus();
    }
  }

  #act(i) {
    const balancer = store.balancer(this.balancerId);
    const member = balancer?.members.find((one) => one.id === this.id);
    if (member) {
      this.wanted[i][1](balancer, member);
    }
  }
}

/** For each button what it does now, or null if it is not to be seen. */
function quick(member) {
  const held = isHeld(member);
  return [draining(member) ? ['Cancel drain', cancelDrain] : held ? null : ['Drain', drain],
    held ? ['Enable', enable] : ['Disable', disable]];
}

function mark(member) {
  if (isAdded(member)) {
    return 'added';
  }
  return member.changes.length ? 'changed' : '';
}

function since(member) {
  if (draining(member)) {
    return `${number(member.drain.busy)} busy, ends by ${moment(member.drain.deadline)}`;
  }
  return member.stateSince ? `for ${duration((store.now - Date.parse(member.stateSince)) / 1000)}` : '';
}
