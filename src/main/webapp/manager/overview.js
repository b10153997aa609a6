/** All balancers with their members, as they are. */

import { attribute, children, el, text, uniqueId } from './dom.js';
import { number } from './format.js';
import { store } from './store.js';
import { stateOf } from './state.js';
import { soon } from './schedule.js';
import { BalancerSection } from './balancer.js';

/** How far outside the window a section is kept true, so that it is when it comes into sight. */
const MARGIN = '200px';

/**
 * Fills the view.
 * @param {HTMLElement} view where
 * @returns {function(): void} what brings it up to date
 */
export function startOverview(view) {
  const overview = new Overview(view);
  store.addEventListener('data', () => overview.update());
  store.addEventListener('changes', () => overview.update());
  return () => overview.update();
}

class Overview {
  constructor(view) {
    this.view = view;
    /** @type {Map<string, BalancerSection>} */
    this.sections = new Map();
    this.summary = el('p', { class: 'summary', id: 'summary' }, 'Reading the balancers');
    this.list = el('div', { class: 'balancers' });
    this.observer = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: MARGIN });
    view.append(this.summary, this.#filter(), this.list);
  }

  #filter() {
    const [search, show] = [uniqueId('search'), uniqueId('show')];
    this.search = el('input', { id: search, type: 'search', autocomplete: 'off', oninput: () => this.update() });
    this.show = el('select', { id: show, onchange: () => this.update() },
      el('option', { value: 'all' }, 'all members'),
      el('option', { value: 'trouble' }, 'what is out or held back'),
      el('option', { value: 'out' }, 'what is out'),
      el('option', { value: 'changed' }, 'what was changed'));
    return el('form', { class: 'filter', role: 'search', onsubmit: (event) => event.preventDefault() },
      el('label', { for: search }, 'Find'), this.search, el('label', { for: show }, 'Show'), this.show);
  }

  /** Whether a member is to be shown. */
  #matches() {
    const word = this.search.value.trim().toLowerCase();
    const what = this.show.value;
    if (!word && what === 'all') {
      return null;
    }
    return (balancer, member) => {
      const { level } = stateOf(member);
      const wanted = what === 'all' || (what === 'changed' && member.changes.length > 0)
        || (what === 'out' && level === 'out') || (what === 'trouble' && level !== 'up');
      return wanted && (!word || `${balancer.name} ${member.url} ${member.route ?? ''} ${member.status}`.toLowerCase().includes(word));
    };
  }

  update() {
    if (this.view.hidden || !store.server) {
      return;
    }
    const matches = this.#matches();
    const wanted = [];
    for (const balancer of store.balancers) {
      const section = this.#section(balancer);
      section.take(balancer, matches);
      if (!matches || section.matched.length) {
        wanted.push(section.node);
      }
      if (section.inSight) {
        soon(section, () => section.fill());
      }
    }
    this.#forget();
    children(this.list, wanted);
    this.#sum(wanted.length);
  }

  #section(balancer) {
    if (!this.sections.has(balancer.id)) {
      const section = new BalancerSection(balancer);
      this.sections.set(balancer.id, section);
      this.observer.observe(section.node);
    }
    return this.sections.get(balancer.id);
  }

  #forget() {
    const there = new Set(store.balancers.map((balancer) => balancer.id));
    for (const [id, section] of this.sections) {
      if (!there.has(id)) {
        this.observer.unobserve(section.node);
        section.close();
        this.sections.delete(id);
      }
    }
  }

  #sum(shown) {
    const levels = { up: 0, held: 0, out: 0 };
    store.balancers.forEach((b) => b.members.forEach((m) => { levels[stateOf(m).level] += 1; }));
    const all = levels.up + levels.held + levels.out;
    const parts = [`${number(store.balancers.length)} balancers and targets`, `${number(all)} members`, `${number(levels.up)} up`];
    if (levels.held) {
      parts.push(`${number(levels.held)} held back`);
    }
    if (levels.out) {
      parts.push(`${number(levels.out)} out`);
    }
    text(this.summary, store.balancers.length ? parts.join(' \u00b7 ') : 'No balancer and no ProxyPass target is configured.');
    attribute(this.summary, 'data-level', levels.out ? 'out' : 'up');
    attribute(this.list, 'data-none', store.balancers.length > 0 && !shown ? 'No member is like that.' : null);
  }

  #seen(entries) {
    for (const entry of entries) {
      const section = [...this.sections.values()].find((s) => s.node === entry.target);
      if (section) {
        section.sight(entry.isIntersecting);
      }
    }
  }
}
