/** The manager's API, which is beside the page's files. */

const BASE = new URL('../api/', import.meta.url);
const TIMEOUT = 10000;

/** Whose session is over gets a refusal, or a page to log in at, from whatever stands before the manager. */
export const LOGGED_OUT = 'Logged out: reload the page.';

/** An answer that is none of success. */
export class ApiError extends Error {
  /**
   * @param {number} status the status
   * @param {*} problem the problem details (RFC 9457), as far as there are any
   */
  constructor(status, problem) {
    super(status === 401 ? LOGGED_OUT : problem?.detail ?? problem?.title ?? `The server answered ${status}.`);
    this.status = status;
    /** @type {{field: string, message: string}[]} */
    this.errors = Array.isArray(problem?.errors) ? problem.errors : [];
  }
}

/**
 * A path of the API from its segments.
 * @param {...string} segments as they are, `/` and all
 * @returns {string} the path
 */
export function path(...segments) {
  return segments.map(encodeURIComponent).join('/');
}

/**
 * The address of a path.
 * @param {string} relative the path
 * @returns {URL} the address
 */
export function address(relative) {
  return new URL(relative, BASE);
}

/**
 * Reads a resource.
 * @param {string} relative its path
 * @returns {Promise<{body: *, etag: string|null}>} what it says
 * @throws {ApiError} if it is refused
 * @throws {TypeError|DOMException} if the server cannot be reached
 */
export function get(relative) {
  return call(relative, { method: 'GET' });
}

/**
 * Changes something.
 * @param {{method: string, path: string, body?: *}} request what is to be done
 * @param {{etag?: string|null, dryRun?: boolean}} [options] what it was read as; whether only to say what would be
 * @returns {Promise<{body: *, etag: string|null}>} the answer; a body of null if there is none
 * @throws {ApiError} if it is refused
 * @throws {TypeError|DOMException} if the server cannot be reached
 */
export function send(request, { etag = '*', dryRun = false } = {}) {
  const headers = { 'If-Match': etag ?? '*', 'Content-Type': 'application/json' };
  const target = dryRun ? `${request.path}${request.path.includes('?') ? '&' : '?'}dryRun=true` : request.path;
  return call(target, {
    method: request.method,
    headers,
    body: request.body === undefined ? undefined : JSON.stringify(request.body),
  });
}

async function call(relative, options) {
  const response = await fetch(address(relative), {
    cache: 'no-store',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(TIMEOUT),
    redirect: 'manual', // the API sends nobody elsewhere
    ...options,
    headers: { Accept: 'application/json, application/problem+json', ...options.headers },
  });
  const body = await content(response);
  if (response.type === 'opaqueredirect' || (response.ok && body === null && response.status !== 204)) {
    throw new ApiError(401, null);
  }
  if (!response.ok) {
    throw new ApiError(response.status, body);
  }
  return { body, etag: response.headers.get('ETag') };
}

async function content(response) {
  const type = response.headers.get('Content-Type') ?? '';
  return /[/+]json/.test(type) && response.status !== 204 ? response.json() : null;
}
