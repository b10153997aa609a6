/** What can be done to a balancer. */

import { path } from './api.js';
import { created } from './differences.js';
import { openChange } from './changedialog.js';

/** httpd's four. The server has the last word. */
const METHODS = ['byrequests', 'bytraffic', 'bybusyness', 'heartbeat'];

/** Changes the method and what sessions stick by. */
export function editBalancer(balancer) {
  const place = path('balancers', balancer.id);
  openChange({
    title: 'Change balancer', done: `${balancer.name} is changed.`, subject: balancer.name, resource: place,
    fields: [
      { name: 'method', label: 'Method', type: 'select', options: METHODS },
      {
        name: 'stickiness', label: 'Sessions stick by', type: 'text', hint: 'COOKIE or COOKIE|parameter; empty: they do not stick',
        from: ({ stickiness }) => stickinessText(stickiness),
      },
    ],
    request: (values) => (Object.keys(values).length ? { method: 'PATCH', path: place, body: values } : null),
  });
}

function stickinessText(stickiness) {
  if (!stickiness) {
    return null;
  }
  const { cookie, parameter } = stickiness;
  return parameter && parameter !== cookie ? `${cookie}|${parameter}` : cookie;
}

/** Adds a member. */
export function addMember(balancer) {
  const place = path('balancers', balancer.id);
  openChange({
    title: 'Add member', done: `A member of ${balancer.name} is added.`, subject: `to ${balancer.name}`, resource: place,
    fields: [
      { name: 'url', label: 'URL', type: 'text', value: '', hint: 'such as http://10.0.0.5:8080', attributes: { required: true, inputmode: 'url' } },
      { name: 'route', label: 'Route', type: 'text', value: '', hint: 'what its sessions end in' },
      { name: 'weight', label: 'Weight', type: 'number', value: '1', attributes: { min: 1, max: 100, step: 'any' } },
    ],
    request: (values) => ({ method: 'POST', path: `${place}/members`, body: { url: values.url ?? '', ...values } }),
    effects: created(['url', 'route', 'weight', 'lbset', 'status']),
    undo: (before, answer) => answer?.id && { method: 'DELETE', path: `${path('balancers', balancer.id, 'members', answer.id)}?deadline=0` },
  });
}
