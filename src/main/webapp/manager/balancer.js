/** One balancer: what it is, its charts, its members. */

import { attribute, childrenWithFocus, el, text, uniqueId } from './dom.js';
import { duration, number } from './format.js';
import { memberKey } from './history.js';
import { store } from './store.js';
import { isAdded } from './state.js';
import { soon } from './schedule.js';
import { MemberRow, headings } from './members.js';
import { BALANCER, Charts } from './charts.js';
import { focusUndo } from './toasts.js';
import { addMember, editBalancer } from './balanceractions.js';

/** Members on a page: as many as can be changed at once without a pause that one feels. */
const PAGE = 25;

/** Rows that are made or changed in one piece. */
const PIECE = 6;

export class BalancerSection {
  /** @param {*} balancer as the API has it */
  constructor(balancer) {
    this.id = balancer.id;
    /** @type {Map<string, MemberRow>} */
    this.rows = new Map();
    this.page = 0;
    this.inSight = false;
    const title = uniqueId('balancer');
    this.title = el('h3', { id: title, tabindex: '-1' });
    this.facts = el('p', { class: 'facts-line' });
    this.actions = el('div', { class: 'actions' },
      el('button', { type: 'button', onclick: () => editBalancer(this.balancer) }, 'Edit balancer'),
      el('button', { type: 'button', onclick: () => addMember(this.balancer) }, 'Add member'));
    this.charts = new Charts(BALANCER, () => store.history.past(this.id));
    this.body = el('tbody', { role: 'rowgroup' });
    this.pager = this.#pager();
    this.node = el('section', { class: 'balancer', 'aria-labelledby': title },
      el('header', {}, el('div', {}, this.title, this.facts), this.actions), this.charts.node,
      el('div', { class: 'wide', role: 'group', tabindex: '0', 'aria-labelledby': title },
        el('table', { class: 'members', role: 'table', 'aria-labelledby': title }, headings(), this.body)),
      this.pager);
  }

  #pager() {
    this.place = el('span', {});
    this.back = el('button', { type: 'button', onclick: () => this.#turn(-1) }, 'Previous');
    this.on = el('button', { type: 'button', onclick: () => this.#turn(1) }, 'Next');
    return el('nav', { class: 'pager', 'aria-label': 'Pages of members', hidden: true }, this.back, this.place, this.on);
  }

  #turn(by) {
    this.page += by;
    this.#showPager();
    soon(this, () => this.fill());
  }

  /**
   * Takes what was read.
   * @param {*} balancer the balancer
   * @param {?function(*, *): boolean} matches which members are wanted; null for all
   */
  take(balancer, matches) {
    this.balancer = balancer;
    this.matched = matches ? balancer.members.filter((member) => matches(balancer, member)) : balancer.members;
    const pages = Math.max(1, Math.ceil(this.matched.length / PAGE));
    this.page = Math.min(this.page, pages - 1);
    text(this.title, balancer.plain ? balancer.name : `balancer://${balancer.name}`);
    text(this.facts, facts(balancer));
    attribute(this.actions, 'hidden', !store.operator || balancer.plain);
    this.#showPager();
  }

  #showPager() {
    const total = this.matched.length;
    const from = this.page * PAGE;
    attribute(this.pager, 'hidden', total <= PAGE);
    text(this.place, `${number(from + 1)} to ${number(Math.min(total, from + PAGE))} of ${number(total)}`);
    this.back.disabled = this.page === 0;
    this.on.disabled = from + PAGE >= total;
  }

  /** @param {boolean} now whether it is in sight; what is not is not kept true */
  sight(now) {
    this.inSight = now;
    if (now) {
      soon(this, () => this.fill());
    }
  }

  /** Brings what is in sight up to date, piece by piece. */
  fill() {
    const members = this.matched.slice(this.page * PAGE, (this.page + 1) * PAGE);
    this.#piece(members, 0);
    soon(this.charts, () => this.charts.draw());
  }

  #piece(members, from) {
    for (const member of members.slice(from, from + PIECE)) {
      const key = memberKey(this.balancer, member);
      if (!this.rows.has(key)) {
        this.rows.set(key, new MemberRow(this.id, member.id));
      }
      this.rows.get(key).update(this.balancer, member);
    }
    const shown = members.map((member) => this.rows.get(memberKey(this.balancer, member))?.node).filter(Boolean);
    childrenWithFocus(this.body, shown, () => focusUndo(this.title));
    if (from + PIECE < members.length) {
      soon(this.body, () => this.#piece(members, from + PIECE));
    } else {
      this.#forget();
    }
  }

  #forget() {
    const there = new Set(this.balancer.members.map((member) => memberKey(this.balancer, member)));
    for (const key of this.rows.keys()) {
      if (!there.has(key)) {
        this.rows.delete(key);
      }
    }
  }

  /** Lets go of what it holds. */
  close() {
    this.charts.close();
  }
}

function facts(balancer) {
  const takers = balancer.members.filter((member) => member.takesNewTraffic).length;
  const parts = [`${takers} of ${balancer.members.length} take new traffic`];
  if (balancer.host) {
    parts.push(`host ${balancer.host}`);
  }
  parts.push(balancer.plain ? 'plain target' : `method ${balancer.method}`);
  if (balancer.stickiness) {
    const { cookie, parameter } = balancer.stickiness;
    parts.push(`sessions by ${cookie}${parameter && parameter !== cookie ? ` or ${parameter}` : ''}`);
    const sessions = balancer.members.reduce((sum, member) => sum + member.sessions, 0);
    parts.push(`about ${number(sessions)} sessions in 5 min`);
  }
  if (balancer.maxAttempts) {
    parts.push(`${balancer.maxAttempts} further attempts`);
  }
  if (balancer.memberWait) {
    parts.push(`waits ${duration(balancer.memberWait)} for a member`);
  }
  if (balancer.noFailover) {
    parts.push('no failover of sessions');
  }
  const changed = balancer.changes.length;
  return [...parts, isAdded(balancer) ? 'added by hand' : balancer.declaredAt, changed ? `${changed} changed` : null]
    .filter(Boolean).join(' \u00b7 ');
}
