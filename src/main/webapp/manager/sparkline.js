/** A line as small as a word. */

import { attribute, el } from './dom.js';

const WIDTH = 60;
const HEIGHT = 18;

/**
 * An empty one. What it shows stands beside it as a number, so it is hidden from those who do not see.
 * @returns {SVGElement} the picture
 */
export function sparkline() {
  return el('svg:svg', {
    class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true',
  }, el('svg:path', { class: 'line' }));
}

/**
 * Draws values.
 * @param {SVGElement} picture where
 * @param {(number|null)[]} values oldest first; null is a gap
 * @param {number} room how many it holds from side to side
 */
export function draw(picture, values, room) {
  const most = Math.max(1e-9, ...values.map((value) => value ?? 0));
  const step = WIDTH / (room - 1);
  const start = WIDTH - (values.length - 1) * step;
  let path = '';
  let pen = 'M';
  values.forEach((value, i) => {
    if (value == null) {
      pen = 'M';
      return;
    }
    path += `${pen}${(start + i * step).toFixed(1)} ${(HEIGHT - 1 - (value / most) * (HEIGHT - 2)).toFixed(1)}`;
    pen = 'L';
  });
  attribute(picture.firstElementChild, 'd', path);
}
