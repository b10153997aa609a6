/** Work in small pieces, so that the page answers to a click or a key while it has much to do. */

/** Milliseconds that one turn takes before it lets the browser do its own work. */
const BUDGET = 8;

/** @type {Map<*, function(): void>} */
const waiting = new Map();
let running = false;

const pause = globalThis.scheduler?.yield
  ? () => globalThis.scheduler.yield()
  : () => new Promise((resolve) => { setTimeout(resolve); });

/**
 * Does something soon. What waits under the same key is replaced: only its last version is done.
 * @param {*} key what it is about
 * @param {function(): void} work one small piece
 */
export function soon(key, work) {
  waiting.set(key, work);
  if (!running) {
    running = true;
    run();
  }
}

async function run() {
  await pause();
  let began = performance.now();
  for (const [key, work] of waiting) {
    waiting.delete(key);
    work();
    if (performance.now() - began > BUDGET) {
      await pause();
      began = performance.now();
    }
  }
  running = false;
}
