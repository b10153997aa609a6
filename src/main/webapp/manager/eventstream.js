/**
 * Server-sent events of any name. EventSource tells only of those whose names one knows beforehand, and the manager
 * may get new kinds of events.
 */

import { address } from './api.js';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30000;

/** The server says something every 15 seconds, if only a comment: who is silent for longer is gone. */
const SILENCE = 40000;

/**
 * Reads a stream for as long as the page is seen: a browser has six connections to a server for all of its pages, and
 * one that nobody looks at, or that is kept for the way back, must not hold one of them.
 */
export class EventStream {
  /**
   * @param {string} relative the API's path
   * @param {number} last the id of the last event that is known; those behind it come first
   * @param {function(*): void} onEvent takes the data of each event
   * @param {function(boolean): void} onState whether it is open
   */
  constructor(relative, last, onEvent, onState) {
    this.url = address(relative);
    this.onEvent = onEvent;
    this.onState = onState;
    this.lastId = String(last);
    this.pause = FIRST_PAUSE;
    document.addEventListener('visibilitychange', () => this.#look());
    this.#look();
  }

  /**
   * Reads anew.
   * @param {number} last the id of the last event that is known
   */
  from(last) {
    this.lastId = String(last);
    this.pause = FIRST_PAUSE;
    this.open?.abort();
  }

  #look() {
    if (document.hidden) {
      this.open?.abort();
    } else if (!this.running) {
      this.#run();
    }
  }

  async #run() {
    this.running = true;
    while (!document.hidden) {
      try {
        await this.#read();
      } catch {
        // The server is gone or ended the stream: what was missed comes after Last-Event-ID.
      }
      this.onState(false);
      if (!document.hidden) {
        await new Promise((resolve) => { setTimeout(resolve, this.pause); });
        this.pause = Math.min(LONGEST_PAUSE, this.pause * 2);
      }
    }
    this.running = false;
  }

  async #read() {
    const headers = { Accept: 'text/event-stream', 'Last-Event-ID': this.lastId };
    this.open = new AbortController();
    this.#listen();
    const response = await fetch(this.url, { headers, cache: 'no-store', credentials: 'same-origin', signal: this.open.signal });
    if (!response.ok || !response.body) {
      throw new Error(`The server answered ${response.status}.`);
    }
    this.onState(true);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let left = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      this.#listen();
      this.pause = FIRST_PAUSE;
      // A line may end in CR LF, and a piece between the two.
      const blocks = (left + value).replace(/\r\n/g, '\n').split('\n\n');
      left = blocks.pop();
      blocks.forEach((block) => this.#block(block));
    }
  }

  /** Waits anew for a sign of life. */
  #listen() {
    clearTimeout(this.silence);
    this.silence = setTimeout((stream) => stream.abort(), SILENCE, this.open);
  }

  #block(block) {
    const data = [];
    for (const line of block.split('\n')) {
      const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
      if (name === 'data') {
        data.push(value);
      } else if (name === 'id') {
        this.lastId = value;
      } else if (name === 'retry' && /^\d+$/.test(value)) {
        this.pause = Number(value);
      }
    }
    if (data.length) {
      this.onEvent(JSON.parse(data.join('\n')));
    }
  }
}
