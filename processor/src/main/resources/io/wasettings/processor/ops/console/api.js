// The operations API. The token lives in this module alone, and is gone with the tab.
let token = '';
/** A processor that says nothing for so long is away; what changes something is waited for. */
const PATIENCE_MS = 20_000;

/** What a request can carry as a token (RFC 6750 section 2.1); with anything else, none could be sent. */
const ACCESS_TOKEN = /^[A-Za-z0-9._~+\/-]+=*$/;

export function signIn(value) {
  const given = value.trim();
  if (given === '') {
    throw new Failure(401, 'Type or paste an access token.');
  }
  if (!ACCESS_TOKEN.test(given)) {
    throw new Failure(401, 'This is no access token: it has a character that no token has, such as a quotation mark, a space or'
      + ' something invisible. Copy the token alone, or type it.');
  }
  token = given;
}

export function signOut() {
  token = '';
}

export function isSignedIn() {
  return token !== '';
}

/** Why a request came to nothing: `status` is 0 where no answer came at all. */
export class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** Whether the same may be answered before long. */
  get mayPass() {
    return this.status === 0 || this.status >= 500;
  }
}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      headers: {'Authorization': `Bearer ${token}`, ...(body && {'Content-Type': 'application/json'})},
      body: body && JSON.stringify(body),
      signal: method === 'GET' ? AbortSignal.timeout(PATIENCE_MS) : undefined,
    });
  } catch (e) {
    throw new Failure(0, 'The processor does not answer. Is it running, and is this page still on its port?');
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Failure(response.status, answer.detail || answer.title || `The processor answered ${response.status}.`);
  }
  return answer;
}

/** A query of what is set; lists are joined by commas. */
export function query(parameters) {
  const set = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

const segment = encodeURIComponent;

export const api = {
  overview: () => call('GET', '/ops/overview'),
  commands: filter => call('GET', `/ops/commands${query(filter)}`),
  command: (id, source) => call('GET', `/ops/commands/${segment(id)}${query({source})}`),
  summary: filter => call('GET', `/ops/summary${query(filter)}`),
  park: (id, source, note) => call('POST', `/ops/commands/${segment(id)}/park${query({source})}`, {note}),
  unpark: (id, source) => call('POST', `/ops/commands/${segment(id)}/unpark${query({source})}`, {}),
  replays: () => call('GET', '/ops/replays'),
  replay: id => call('GET', `/ops/replays/${segment(id)}`),
  startReplay: order => call('POST', '/ops/replays', order),
  cancelReplay: id => call('DELETE', `/ops/replays/${segment(id)}`),
  settings: filter => call('GET', `/ops/settings${query(filter)}`),
  resumeRenewal: key => call('POST', `/ops/renewals/${key.split('/').map(segment).join('/')}/resume`, {}),
  circuits: () => call('GET', '/ops/circuits'),
  keys: () => call('GET', '/ops/keys'),
};
