/** Elements, made and changed without markup: a value is text or an attribute and nothing else. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element.
 * @param {string} tag its name, or `svg:name`
 * @param {Object<string, *>} [attributes] `class`, `aria-…` and so on; `on…` is a listener, a boolean is a
 *     boolean attribute, null is left out
 * @param {...(Node|string|number|null|undefined)} children text unless they are nodes
 * @returns {*} the element
 */
export function el(tag, attributes = {}, ...children) {
  const node = tag.startsWith('svg:')
    ? document.createElementNS(SVG, tag.slice(4))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else {
      attribute(node, name, value);
    }
  }
  node.append(...children.filter((child) => child != null).map((c) => (c instanceof Node ? c : String(c))));
  return node;
}

/**
 * Sets, changes or removes an attribute, only if that is another value than it has.
 * @param {Element} node the element
 * @param {string} name the attribute
 * @param {*} value null, undefined or false remove it
 */
export function attribute(node, name, value) {
  if (value == null || value === false) {
    if (node.hasAttribute(name)) {
      node.removeAttribute(name);
    }
    return;
  }
  const wanted = value === true ? '' : String(value);
  if (node.getAttribute(name) !== wanted) {
    node.setAttribute(name, wanted);
  }
}

/**
 * Sets an element's text, only if it is another one.
 * @param {Node} node the element
 * @param {*} value null is empty
 */
export function text(node, value) {
  const wanted = value == null ? '' : String(value);
  if (node.textContent !== wanted) {
    node.textContent = wanted;
  }
}

/**
 * Makes the children of a node these and no others, moving as few as it can: who has the focus keeps it.
 * @param {Element} parent the node
 * @param {Node[]} wanted its children, in order
 */
export function children(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.childNodes]) {
    if (!keep.has(child)) {
      child.remove();
    }
  }
  let next = parent.firstChild;
  for (const child of wanted) {
    if (child === next) {
      next = next.nextSibling;
    } else {
      parent.insertBefore(child, next);
    }
  }
}

/**
 * As {@link children}, for what can have the focus itself: whose place is taken away is led elsewhere.
 * @param {Element} parent the node
 * @param {Node[]} wanted its children, in order
 * @param {function(): void} lost gives the focus to something else
 */
export function childrenWithFocus(parent, wanted, lost) {
  const focused = parent.contains(document.activeElement);
  children(parent, wanted);
  if (focused && !parent.contains(document.activeElement)) {
    lost();
  }
}

/**
 * An element of the page by its id.
 * @param {string} id the id
 * @returns {HTMLElement} it
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

let numbers = 0;

/**
 * An id that nothing else on the page has.
 * @param {string} word what it begins with
 * @returns {string} the id
 */
export function uniqueId(word) {
  numbers += 1;
  return `${word}-${numbers}`;
}
