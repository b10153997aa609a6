/** What can be done to a member. */

import { path } from './api.js';
import { plain } from './format.js';
import { openChange } from './changedialog.js';
import { is } from './state.js';

/** Seconds that a drain waits for the requests in flight and the sessions, unless told otherwise. */
const DEADLINE = 60;

function resource(balancer, member) {
  return path('balancers', balancer.id, 'members', member.id);
}

function subject(balancer, member) {
  return `${member.url} of ${balancer.name}`;
}

/**
 * Whether a drain runs, which can be cancelled.
 * @param {*} member as the API has it
 * @returns {boolean} not for one that only stands to drain by its configuration or a change
 */
export function draining(member) {
  return member.drain !== null;
}

/** A change of fields of the member. */
function patch(balancer, member, title, done, body, note) {
  const place = resource(balancer, member);
  openChange({
    title, done, note, subject: subject(balancer, member), resource: place,
    request: () => ({ method: 'PATCH', path: place, body }),
  });
}

/** Takes it out: it gets no request any more. */
export function disable(balancer, member) {
  patch(balancer, member, 'Disable member', `${member.url} is disabled.`, { disabled: true },
    'It gets no new request, not even of the sessions that it holds. Requests in flight go on.');
}

/** Gives it traffic again. */
export function enable(balancer, member) {
  patch(balancer, member, 'Enable member', `${member.url} is enabled.`,
    { disabled: false, draining: false, stopped: false });
}

/** Lets it finish what it has. */
export function drain(balancer, member) {
  const place = resource(balancer, member);
  openChange({
    title: 'Drain member', done: `${member.url} drains.`, subject: subject(balancer, member), resource: place,
    note: 'It keeps the sessions that it has and gets no new ones, until nothing is left or the deadline is over.',
    fields: [
      { name: 'deadline', label: 'Deadline in seconds', type: 'number', value: DEADLINE, attributes: { min: 0, step: 1, required: true } },
      { name: 'then', label: 'Then', type: 'select', value: 'disable', options: ['disable', 'remove', 'nothing'] },
    ],
    request: (values) => ({ method: 'PUT', path: `${place}/drain`, body: { deadline: values.deadline ?? null, then: values.then } }),
    trial: () => ({ method: 'PATCH', path: place, body: { draining: true } }),
    effects: (before, after, values) => [['draining', plain(is(before, 'drain')), 'yes'], ['requests in flight', plain(before.busy), 'finish'],
      ['deadline', plain(null), `${values.deadline} s`], ['then', plain(null), values.then]],
  });
}

/** Ends a drain before its time. */
export function cancelDrain(balancer, member) {
  const place = resource(balancer, member);
  openChange({
    title: 'Cancel drain', done: `${member.url} does not drain any more.`, subject: subject(balancer, member), resource: place,
    request: () => ({ method: 'DELETE', path: `${place}/drain` }),
    trial: () => ({ method: 'PATCH', path: place, body: { draining: null } }),
  });
}

/** Changes its share, its route and its set. */
export function editMember(balancer, member) {
  const place = resource(balancer, member);
  openChange({
    title: 'Change member', done: `${member.url} is changed.`, subject: subject(balancer, member), resource: place,
    note: 'An empty field is as configured.',
    fields: [
      { name: 'weight', label: 'Weight', type: 'number', hint: '1 to 100, its share of the requests', attributes: { min: 1, max: 100, step: 'any' } },
      { name: 'route', label: 'Route', type: 'text', hint: 'what its sessions end in' },
      { name: 'lbset', label: 'Set', type: 'number', hint: 'members of a higher set are used when all of the lower ones are out', attributes: { min: 0, max: 99, step: 1 } },
    ],
    request: (values) => (Object.keys(values).length ? { method: 'PATCH', path: place, body: values } : null),
  });
}

/** Lets an error be over before its time. */
export function clearError(balancer, member) {
  const place = resource(balancer, member);
  openChange({
    title: 'Clear error', done: `${member.url} is tried again.`, subject: subject(balancer, member), resource: place,
    note: 'The next request may go to it at once. If it fails again, it is out again.',
    request: () => ({ method: 'POST', path: `${place}/clear-error`, body: {} }),
    trial: () => null,
    effects: (before) => [['in error', plain(is(before, 'error')), 'no'], ['tried again', 'when its retry time is over', 'at once']],
  });
}

/** Takes it out of the balancer. */
export function removeMember(balancer, member) {
  const place = resource(balancer, member);
  openChange({
    title: 'Remove member', done: `${member.url} is being removed.`, subject: subject(balancer, member), resource: place,
    fields: [{ name: 'deadline', label: 'Deadline in seconds', type: 'number', value: DEADLINE, hint: 'it drains until then; 0 removes it at once', attributes: { min: 0, step: 1, required: true } }],
    request: (values) => ({ method: 'DELETE', path: `${place}?deadline=${encodeURIComponent(values.deadline ?? '')}` }),
    effects: (before) => [['members', `with ${before.url}`, `without ${before.url}`], ['requests in flight', plain(before.busy), 'finish within the deadline']],
  });
}
