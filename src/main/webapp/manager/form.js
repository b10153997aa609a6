/** Fields of a change: native inputs, their errors beside them. */

import { attribute, el, text, uniqueId } from './dom.js';

/**
 * @typedef {object} Field
 * @property {string} name in the API
 * @property {string} label for people
 * @property {'text'|'number'|'select'|'checkbox'} type what it is
 * @property {string} [hint] a few words below
 * @property {string[]} [options] of a select
 * @property {*} [value] what it begins with, unless that is the resource's setting of its name
 * @property {Object<string, *>} [attributes] min, step, required and the like
 */

export class Form {
  /**
   * @param {Field[]} fields what is asked for
   * @param {function(): void} onChange called when somebody changes one
   */
  constructor(fields, onChange) {
    this.fields = fields.map((field) => this.#row(field, onChange));
    this.node = el('div', { class: 'fields' }, ...this.fields.map((row) => row.node));
  }

  /** @returns {boolean} whether there is nothing to fill in */
  get empty() {
    return this.fields.length === 0;
  }

  #row(field, onChange) {
    const [id, about] = [uniqueId('field'), uniqueId('about')];
    const touched = () => { row.touched = true; onChange(); };
    const input = field.type === 'select'
      ? el('select', { id, name: field.name, onchange: touched })
      : el('input', { id, name: field.name, type: field.type, autocomplete: 'off', oninput: touched, ...field.attributes });
    const error = el('span', { class: 'error' });
    const row = {
      field, input, error, touched: false,
      node: el('div', { class: `field ${field.type}` }, el('label', { for: id }, field.label), input,
        el('div', { class: 'about', id: about }, field.hint ? el('span', { class: 'hint' }, field.hint) : null, error)),
    };
    attribute(input, 'aria-describedby', about);
    return row;
  }

  /**
   * Puts in what the resource has, except where somebody has written already.
   * @param {*} resource as the API has it
   */
  fill(resource) {
    for (const row of this.fields) {
      const { field, input } = row;
      const value = field.value ?? resource.settings[field.name];
      row.original = field.value === undefined ? value : undefined;
      if (field.type === 'select') {
        const options = field.options.includes(value) || value == null ? field.options : [value, ...field.options];
        if (!input.options.length) {
          input.append(...options.map((option) => el('option', { value: option }, option)));
        }
      }
      if (!row.touched) {
        if (field.type === 'checkbox') {
          input.checked = value === true;
        } else {
          input.value = value ?? '';
        }
      }
    }
  }

  /** @returns {Object<string, *>} the values that are not the resource's; an empty text is null */
  values() {
    const values = {};
    for (const { field, input, original } of this.fields) {
      const value = read(field, input);
      if (value !== (original === undefined ? null : original ?? null)) {
        values[field.name] = value;
      }
    }
    return values;
  }

  /** Takes all errors away. */
  clearErrors() {
    for (const { input, error } of this.fields) {
      text(error, '');
      attribute(input, 'aria-invalid', null);
    }
  }

  /**
   * Shows errors at their fields, and goes to the first one.
   * @param {{field: string, message: string}[]} errors what is wrong
   * @returns {{field: string, message: string}[]} those of no field here
   */
  showErrors(errors) {
    const left = [];
    let first = null;
    for (const problem of errors) {
      const row = this.fields.find(({ field }) => problem.field === field.name);
      if (row) {
        text(row.error, problem.message);
        attribute(row.input, 'aria-invalid', 'true');
        first ??= row.input;
      } else {
        left.push(problem);
      }
    }
    first?.focus();
    return left;
  }
}

function read(field, input) {
  if (field.type === 'checkbox') {
    return input.checked;
  }
  const value = input.value.trim();
  if (value === '') {
    return null;
  }
  // What is no number goes as it is: the server says what is wrong with it.
  return field.type === 'number' && !Number.isNaN(Number(value)) ? Number(value) : value;
}
