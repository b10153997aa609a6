/** What is wrong, found out by looking. */

import { get, path, send } from './api.js';
import { children, el, uniqueId } from './dom.js';
import { duration, moment, plain } from './format.js';
import { store } from './store.js';

/** The gravest first. */
const ORDER = ['error', 'warning', 'info', 'ok'];

/**
 * Fills the view.
 * @param {HTMLElement} view where
 * @returns {function(): void} what brings it up to date
 */
export function startDiagnosis(view) {
  const id = uniqueId('scope');
  const scope = el('select', { id });
  const found = el('div', { class: 'findings', 'aria-live': 'polite' });
  const run = el('button', { class: 'primary' }, 'Diagnose');
  const form = el('form', { class: 'filter', onsubmit: (event) => { event.preventDefault(); diagnose(scope.value, found, run); } },
    el('label', { for: id }, 'Look at'), scope, run);
  const reader = el('p', { class: 'note' }, 'Diagnosis opens connections to the members, so only an operator can start it.');
  view.append(form, reader, found);
  const show = () => {
    form.hidden = !store.operator;
    reader.hidden = store.operator || !store.server;
    const names = ['', ...store.balancers.map((balancer) => balancer.id)];
    if (names.join() !== [...scope.options].map((o) => o.value).join()) {
      const chosen = scope.value;
      children(scope, names.map((name) => el('option', { value: name }, name || 'everything')));
      scope.value = names.includes(chosen) ? chosen : '';
    }
  };
  store.addEventListener('data', () => view.hidden || show());
  return show;
}

async function diagnose(balancer, found, run) {
  run.disabled = true;
  children(found, [el('p', {}, 'Looking at names, addresses, ports, certificates and answers')]);
  try {
    const { body } = await send({ method: 'POST', path: path('diagnose'), body: balancer ? { balancer } : {} });
    children(found, drawn(body));
  } catch (failure) {
    children(found, [el('p', { class: 'trouble', role: 'alert' }, failure.message)]);
  } finally {
    run.disabled = false;
  }
}

function drawn({ ranAt, took, findings }) {
  const head = el('p', {}, `${moment(ranAt)}, took ${duration(took) === '0 s' ? 'less than a second' : duration(took)}: ${findings.length || 'no'} findings.`);
  const severities = [...new Set(findings.map((finding) => finding.severity))].sort((a, b) => rank(a) - rank(b));
  return [head, ...severities.map((severity) => {
    const all = findings.filter((finding) => finding.severity === severity);
    return el('section', { class: 'severity', 'data-severity': severity },
      el('h3', {}, `${severity} (${all.length})`), el('ul', {}, ...all.map(item)));
  })];
}

function rank(severity) {
  const at = ORDER.indexOf(severity.toLowerCase());
  return at < 0 ? ORDER.length : at;
}

function item(finding) {
  const where = [finding.balancer, finding.member].filter(Boolean).join(' \u00b7 ');
  return el('li', {}, el('p', { class: 'cause' }, el('b', {}, finding.subject), ` ${finding.cause}`),
    finding.remedy ? el('p', {}, `Remedy: ${finding.remedy}`) : null,
    finding.evidence ? el('p', { class: 'evidence' }, plain(finding.evidence)) : null,
    el('p', { class: 'facts-line' }, [finding.check, where].filter(Boolean).join(' \u00b7 ')));
}
