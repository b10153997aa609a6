/** What can be done to a balancer. */

import { path } from './api.js';
import { plain, words } from './format.js';
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
        name: 'stickySession', label: 'Sessions stick by', type: 'text', hint: 'COOKIE or COOKIE|parameter; empty: as configured',
      },
    ],
    request: (values) => (Object.keys(values).length ? { method: 'PATCH', path: place, body: values } : null),
  });
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
    effects: (before, after, values) => [['members', plain(before.members.length), plain(before.members.length + 1)],
      ['url', plain(null), plain(values.url)], ...['route', 'weight', 'lbset'].map((name) => [words(name), plain(null), plain(after?.settings?.[name])])],
  });
}
