/** Numbers, times and sizes as people read them. */

const DASH = '\u2013';
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DATED = new Intl.DateTimeFormat(undefined, {
  month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const DAY = 86400;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:[\d.]+)?Z$/;

/**
 * A number; a dash if there is none.
 * @param {number|null|undefined} value the number
 * @returns {string} tenths below 100
 */
export function number(value) {
  if (value == null || Number.isNaN(value)) {
    return DASH;
  }
  return Math.abs(value) < 100 ? TENTHS.format(value) : WHOLE.format(value);
}

/**
 * Seconds as a latency.
 * @param {number|null|undefined} seconds the time
 * @returns {string} such as `12 ms` or `1.5 s`
 */
export function latency(seconds) {
  if (seconds == null) {
    return DASH;
  }
  return seconds < 1 ? `${number(seconds * 1000)} ms` : `${number(seconds)} s`;
}

/**
 * Two latencies, in one unit if they can be.
 * @param {?{p50: number, p99: number}} found the latencies in seconds
 * @returns {string} such as `4 / 12 ms`
 */
export function latencies(found) {
  if (!found) {
    return DASH;
  }
  const { p50, p99 } = found;
  return p50 != null && p50 < 1 && p99 < 1 ? `${number(p50 * 1000)} / ${latency(p99)}` : `${latency(p50)} / ${latency(p99)}`;
}

/**
 * Seconds as a duration, in its two largest units.
 * @param {number} seconds the duration
 * @returns {string} such as `3 d 4 h` or `12 s`
 */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [
    [Math.floor(whole / DAY), 'd'],
    [Math.floor((whole % DAY) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) {
    return '0 s';
  }
  return parts.slice(first, first + 2).filter(([count]) => count > 0).map((part) => part.join(' ')).join(' ');
}

/**
 * Bytes in powers of 1024.
 * @param {number|null|undefined} value the bytes
 * @returns {string} such as `4.2 KiB`
 */
export function bytes(value) {
  if (value == null) {
    return DASH;
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  let unit = 0;
  let rest = value;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${number(rest)} ${units[unit]}`;
}

/**
 * A moment: the time of the day, with the date unless that is today.
 * @param {string|null|undefined} iso the moment in ISO 8601
 * @returns {string} in the reader's zone
 */
export function moment(iso) {
  if (!iso) {
    return DASH;
  }
  const at = new Date(iso);
  return at.toDateString() === new Date().toDateString() ? CLOCK.format(at) : DATED.format(at);
}

/**
 * A value of the API.
 * @param {*} value anything
 * @returns {string} yes and no, lists with commas, a dash for nothing
 */
export function plain(value) {
  if (value == null || value === '') {
    return DASH;
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  if (Array.isArray(value)) {
    return value.length ? value.map(plain).join(', ') : DASH;
  }
  if (typeof value === 'string' && INSTANT.test(value)) {
    return moment(value);
  }
  return typeof value === 'object' ? Object.entries(value).map(([k, v]) => `${words(k)} ${plain(v)}`).join(', ') : String(value);
}

/**
 * A field's name as words.
 * @param {string} field such as `takesNewTraffic` or `hot_standby`
 * @returns {string} such as `takes new traffic` or `hot standby`
 */
export function words(field) {
  return field.replace(/_/g, ' ').replace(/([a-z0-9])([A-Z])/g, (m, a, b) => `${a} ${b.toLowerCase()}`);
}
