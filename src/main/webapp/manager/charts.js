/** The last ten minutes of a balancer or a member, drawn with uPlot while they are in sight. */

import uPlot from './uPlot.esm.js';
import { el, text } from './dom.js';
import { latency, number } from './format.js';
import { soon } from './schedule.js';
import { store } from './store.js';

const HEIGHT = 110;

/** What is drawn of a member: series of the history, with the colour that the style sheet has under a name. */
export const MEMBER = [
  {
    title: 'Requests and errors per second',
    value: number,
    series: [['requests', 'requests', '--chart-1'], ['errors', 'errors', '--chart-2']],
  },
  {
    title: 'Latency',
    value: latency,
    series: [['p50', 'p50', '--chart-1'], ['p99', 'p99', '--chart-3']],
  },
  { title: 'Busy', value: number, series: [['busy', 'requests in flight', '--chart-1']] },
];

/** The same of a balancer. */
export const BALANCER = MEMBER.map((kind) => (kind.title === 'Latency' ? { ...kind, title: 'Latency of the slowest member' } : kind));

/** Charts of the same thing, side by side. */
export class Charts {
  /**
   * @param {*[]} kinds which
   * @param {function(): *} past gets what is drawn from the history
   */
  constructor(kinds, past) {
    this.charts = kinds.map((kind) => new Chart(kind, past));
    this.node = el('div', { class: 'charts' }, ...this.charts.map((chart) => chart.node));
  }

  /** Draws each in a turn of its own. */
  draw() {
    this.charts.forEach((chart) => soon(chart, () => chart.draw()));
  }

  /** Lets go of the drawings. */
  close() {
    this.charts.forEach((chart) => chart.close());
  }
}

class Chart {
  constructor(kind, past) {
    this.past = past;
    this.kind = kind;
    this.canvas = el('div', { class: 'canvas', role: 'img', 'aria-label': kind.title });
    this.values = kind.series.map(() => el('b', {}));
    this.node = el('figure', { class: 'chart' },
      el('figcaption', {}, kind.title, el('span', { class: 'legend' }, ...kind.series.map(([, label, colour], i) => el('span', {},
        el('i', { class: `swatch ${colour.slice(2)}`, 'aria-hidden': 'true' }), `${label} `, this.values[i])))),
      this.canvas);
    this.onTheme = () => this.plot?.redraw(false);
    document.addEventListener('theme', this.onTheme);
  }

  draw() {
    const width = this.canvas.clientWidth;
    if (width === 0) {
      return;
    }
    const data = store.history.table(this.past(), this.kind.series.map(([name]) => name));
    this.kind.series.forEach((s, i) => text(this.values[i], this.kind.value(data[i + 1].at(-1))));
    this.canvas.setAttribute('aria-label', `${this.kind.title}: ${this.kind.series
      .map(([, label], i) => `${label} ${this.kind.value(data[i + 1].at(-1))}`).join(', ')}`);
    if (!this.plot) {
      this.plot = new uPlot(this.#options(width), data, this.canvas);
      return;
    }
    if (this.plot.width !== width) {
      this.plot.setSize({ width, height: HEIGHT });
    }
    this.plot.setData(data);
  }

  #options(width) {
    const axis = { stroke: () => colour('--soft'), grid: { stroke: () => colour('--line'), width: 1 }, ticks: { show: false } };
    return {
      width,
      height: HEIGHT,
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: true }, y: { range: (u, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
      axes: [
        { ...axis, size: 26, values: '{HH}:{mm}:{ss}', space: 90 },
        { ...axis, size: 58, space: 26, values: (u, splits) => splits.map(this.kind.value) },
      ],
      series: [{}, ...this.kind.series.map(([, label, name]) => ({
        label, stroke: () => colour(name), width: 1.5, points: { show: false }, spanGaps: false,
      }))],
    };
  }

  close() {
    document.removeEventListener('theme', this.onTheme);
    this.plot?.destroy();
  }
}

/** @type {Map<string, string>} the style sheet's colours as they are in this light */
const colours = new Map();
document.addEventListener('theme', () => colours.clear());

function colour(name) {
  if (!colours.has(name)) {
    colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name));
  }
  return colours.get(name);
}
