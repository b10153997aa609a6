/** Who would serve a request, and why, without sending it. */

import { get } from './api.js';
import { children, el, uniqueId } from './dom.js';
import { plain } from './format.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * The box and what it found.
 * @returns {HTMLElement} the form
 */
export function explainer() {
  const [method, url, client, headers] = ['method', 'url', 'client', 'headers'].map(uniqueId);
  const fields = {
    method: el('select', { id: method }, ...METHODS.map((name) => el('option', {}, name))),
    url: el('input', { id: url, type: 'text', inputmode: 'url', required: true, autocomplete: 'off', value: `${location.origin}/` }),
    client: el('input', { id: client, type: 'text', autocomplete: 'off', placeholder: '127.0.0.1' }),
    headers: el('textarea', { id: headers, rows: 2, placeholder: 'Cookie: JSESSIONID=abc.app1' }),
  };
  const found = el('div', { class: 'explanation', role: 'region', 'aria-label': 'Explanation', 'aria-live': 'polite' });
  return el('form', { class: 'explain', onsubmit: (event) => { event.preventDefault(); explain(fields, found); } },
    el('h3', {}, 'Try a URL'),
    el('p', { class: 'note' }, 'Nothing is sent to a member.'),
    el('div', { class: 'fields' },
      el('div', { class: 'field' }, el('label', { for: method }, 'Method'), fields.method),
      el('div', { class: 'field grow' }, el('label', { for: url }, 'URL'), fields.url),
      el('div', { class: 'field' }, el('label', { for: client }, 'Client’s address'), fields.client),
      el('div', { class: 'field grow' }, el('label', { for: headers }, 'Header fields, one a line'), fields.headers)),
    el('div', { class: 'buttons' }, el('button', { class: 'primary' }, 'Explain')), found);
}

async function explain(fields, found) {
  const query = new URLSearchParams({ method: fields.method.value, url: fields.url.value.trim() });
  if (fields.client.value.trim()) {
    query.set('client', fields.client.value.trim());
  }
  for (const line of fields.headers.value.split('\n').filter((one) => one.trim())) {
    query.append('header', line.trim());
  }
  children(found, [el('p', {}, 'Asking')]);
  try {
    const { body } = await get(`explain?${query}`);
    children(found, drawn(body));
  } catch (failure) {
    children(found, [el('p', { class: 'trouble' }, failure.message),
      ...(failure.errors ?? []).map((e) => el('p', { class: 'trouble' }, `${e.field}: ${e.message}`))]);
  }
}

function drawn(explanation) {
  const steps = el('ol', { class: 'steps' }, ...explanation.steps.map(({ step, finding }) => el('li', {}, el('b', {}, step), el('span', {}, finding))));
  return [steps, candidates(explanation), outcome(explanation), request(explanation.request)].filter(Boolean);
}

function candidates({ members, balancer }) {
  if (!members?.length) {
    return null;
  }
  return el('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Table of candidates' },
    el('table', { class: 'list candidates' }, el('caption', {}, `Candidates of ${balancer}`),
      el('thead', {}, el('tr', {}, ...['Member', 'Finding', 'Weight', 'Set', 'Turn', 'Busy'].map((h) => el('th', { scope: 'col' }, h)))),
      el('tbody', {}, ...members.map((member) => el('tr', { class: member.chosen ? 'chosen' : null },
        el('th', { scope: 'row' }, member.url, member.chosen ? el('span', { class: 'mark' }, 'chosen') : null),
        el('td', {}, member.clause), ...[member.weight, member.lbset, member.lbstatus, member.busy].map((n) => el('td', { class: 'n' }, plain(n))))))));
}

function outcome({ member, steps }) {
  const answer = steps.find(({ step }) => step === 'answer');
  if (answer) {
    return el('p', { class: 'outcome' }, `The answer would be: ${answer.finding}`);
  }
  return member ? el('p', { class: 'outcome' }, `It would go to ${member}.`) : null;
}

function request(sent) {
  if (!sent) {
    return null;
  }
  const lines = [`${sent.method} ${sent.target} HTTP/1.1`, ...sent.headers.map(({ name, value }) => `${name}: ${value}`)];
  return el('section', {}, el('h4', {}, 'What the member would get'),
    el('pre', { tabindex: '0', role: 'region', 'aria-label': 'Request to the member' }, lines.join('\n')));
}
