/** The way to change something: say what, see what it does, confirm, and take it back if it was wrong. */

import { ApiError, get, send } from './api.js';
import { children, el, uniqueId } from './dom.js';
import { differences, table } from './differences.js';
import { Form } from './form.js';
import { changedMeanwhile } from './conflict.js';
import { store } from './store.js';
import { toast } from './toasts.js';
import { Undo } from './undo.js';

/**
 * @typedef {object} Change
 * @property {string} title what is done, as an order
 * @property {string} subject to what
 * @property {string} resource the path of what is changed, or of what it belongs to
 * @property {*[]} [fields] what the form asks for, see `form.js`
 * @property {string} [note] what one should know before
 * @property {function(*, *): ?{method: string, path: string, body?: *}} request from the form's values and the
 *     resource; null if nothing is to be done
 * @property {function(*, *): ?{method: string, path: string, body?: *}} [trial] what is tried instead, where the API
 *     cannot try the request itself; null if there is nothing to try
 * @property {function(*, *, *): *[][]} [effects] rows of name, before and after from the resource, the dry run's answer and
 *     the form's values
 * @property {string} done what the notification says
 */

/**
 * Opens the dialog of a change.
 * @param {Change} change the change
 */
export function openChange(change) {
  new ChangeDialog(change).open();
}

class ChangeDialog {
  constructor(change) {
    this.change = change;
    const title = uniqueId('dialog');
    this.form = new Form(change.fields ?? [], () => this.#unpreviewed());
    this.trouble = el('div', { class: 'trouble', role: 'alert' });
    this.preview = el('div', { class: 'preview', 'aria-live': 'polite' });
    this.look = el('button', { type: 'submit', class: 'primary' }, 'Preview');
    this.apply = el('button', { type: 'button', class: 'primary apply', hidden: true, onclick: () => this.#apply() }, change.title);
    this.node = el('dialog', { class: 'change', 'aria-labelledby': title },
      el('form', { method: 'dialog', novalidate: true, onsubmit: (event) => { event.preventDefault(); this.#preview(); } },
        el('h2', { id: title }, change.title), el('p', { class: 'subject' }, change.subject),
        change.note ? el('p', { class: 'note' }, change.note) : null,
        this.form.node, this.trouble, this.preview,
        el('div', { class: 'buttons' },
          el('button', { type: 'button', onclick: () => this.node.close() }, 'Cancel'), this.look, this.apply)));
    this.node.addEventListener('close', () => this.node.remove());
  }

  async open() {
    document.body.append(this.node);
    this.node.showModal();
    await this.#guarded(async () => {
      await this.#read();
      this.form.fill(this.resource);
      if (this.form.empty) {
        await this.#tryOut();
      }
    });
  }

  async #read() {
    const { body, etag } = await get(this.change.resource);
    this.resource = body;
    this.etag = etag;
  }

  #unpreviewed() {
    this.apply.hidden = true;
    this.look.hidden = this.form.empty && !this.resource;
    children(this.preview, []);
  }

  #preview() {
    return this.#guarded(() => this.#tryOut());
  }

  async #tryOut() {
    if (!this.resource) {
      await this.#read();
      this.form.fill(this.resource);
    }
    const values = this.form.values();
    const request = this.change.request(values, this.resource);
    if (!request) {
      children(this.preview, [el('p', {}, 'Nothing is different from what it is now.')]);
      return;
    }
    const trial = this.change.trial ? this.change.trial(values, this.resource) : request;
    const body = trial ? (await send(trial, { etag: this.etag, dryRun: true })).body : null;
    const rows = (this.change.effects ?? differences)(this.resource, body, values);
    children(this.preview, [el('h3', { tabindex: '-1' }, 'What will change'), table(rows), ...warnings(body)]);
    this.request = request;
    this.apply.hidden = false;
    this.look.hidden = true;
  }

  #apply() {
    return this.#guarded(async () => {
      const undo = await Undo.before(this.request);
      const { body } = await send(this.request, { etag: this.etag });
      this.node.close();
      const back = await undo.sent(body).catch(() => false);
      toast(this.change.done, back ? () => undo.takeBack() : null);
      await store.refresh();
    });
  }

  /** Does something with the buttons held, and says what went wrong. */
  async #guarded(work) {
    this.#busy(true);
    this.form.clearErrors();
    children(this.trouble, []);
    try {
      await work();
    } catch (failure) {
      await this.#failed(failure);
    } finally {
      this.#busy(false);
    }
    if (!this.apply.hidden) {
      this.apply.focus();
    }
  }

  #busy(busy) {
    this.look.disabled = busy;
    this.apply.disabled = busy;
  }

  async #failed(failure) {
    this.#unpreviewed();
    this.look.hidden = false;
    if (failure instanceof ApiError && failure.status === 412) {
      await this.#reload();
      return;
    }
    const left = failure instanceof ApiError ? this.form.showErrors(failure.errors) : [];
    children(this.trouble, [el('p', {}, failure.message), ...left.map((e) => el('p', {}, `${e.field}: ${e.message}`))]);
  }

  /** What was read is not what it is any more: reads it again and says who has changed it. */
  async #reload() {
    const meanwhile = await changedMeanwhile(this.resource);
    try {
      await this.#read();
      this.form.fill(this.resource);
      children(this.trouble, meanwhile);
    } catch (failure) {
      children(this.trouble, [...meanwhile, el('p', {}, failure.message)]);
    }
  }
}

/** What the server would have one mind. */
function warnings(tried) {
  const texts = tried?.warnings ?? [];
  return texts.length ? [el('h3', {}, 'Mind'), el('ul', { class: 'warnings' }, ...texts.map((one) => el('li', {}, one)))] : [];
}
