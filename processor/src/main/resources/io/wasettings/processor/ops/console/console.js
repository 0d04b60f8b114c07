import {html, nothing, render} from './lib/lit-html.js';
import {live} from './lib/directives/live.js';
import {isSignedIn, signIn, signOut} from './api.js';
import {TIMES, showTimes, timeOfDay, timesShown} from './format.js';
import {go, here, link} from './router.js';
import {overview} from './views/overview.js';
import {commands} from './views/commands.js';
import {command} from './views/command.js';
import {replays} from './views/replays.js';
import {partners} from './views/partners.js';
import {replayDialog} from './views/replay-dialog.js';

const LIVE_EVERY_MS = 3000;
/** How many times as long as a look took passes before the next one: a slow store is not asked all the time. */
const REST = 5;

/** A view: `load` asks the API, `page` shows what came; `title` names it. */
const VIEWS = {
  '': overview, 'commands': commands, 'command': command, 'replays': replays, 'partners': partners,
};
const MENU = [['', 'Overview'], ['commands', 'Commands'], ['replays', 'Replays'], ['partners', 'Partners']];

const root = document.getElementById('console');
/**
 * What is on the screen. `data` is the last answer and `asOf` when it came, kept while a newer one is on its way, which is
 * `awaited` where it answers another question; `away` is why none comes, `refused` why the operator's last action came to
 * nothing, and `said` what it did, until the data no longer bear it out: `holds` tells.
 */
let shown = {view: overview, at: {path: [], parameters: {}}};
/** What is said on the page that an action leads to. */
let carried;
const always = () => true;
let generation = 0;
let nextLook;

function draw() {
  const {view} = shown;
  document.title = isSignedIn() ? `${view.title} – settings console` : 'Settings console';
  render(isSignedIn() ? html`
    <a class="skip" href="#main" @click=${focusMain}>Skip to the content</a>
    ${bar(view)}
    <main id="main" tabindex="-1" aria-busy=${shown.awaited ? 'true' : 'false'}>${content(shown)}</main>
    ${replayDialog({lead, draw})}` : signInPage(shown.away), root);
}

const bar = view => html`
  <header class="bar">
    <strong>Settings console</strong>
    <nav aria-label="Main">${MENU.map(([name, text]) => html`
      <a href=${link(name ? [name] : [])} aria-current=${view.menu === name ? 'page' : nothing}>${text}</a>`)}
    </nav>
    <label class="inline">Times
      <select .value=${live(timesShown())} @change=${event => { showTimes(event.target.value); draw(); }}>
        ${Object.entries(TIMES).map(([name, text]) => html`<option value=${name} ?selected=${name === timesShown()}>${text}</option>`)}
      </select></label>
    <button class="plain" @click=${() => location.reload()}>Sign out</button>
  </header>`;

const content = ({view, at, data, asOf, away, awaited, refused, said}) => html`
  <div class="head"><h1>${view.title}</h1>
    ${asOf ? html`<span class="muted">${away ? 'not up to date: ' : ''}as of ${timeOfDay(asOf)}</span>` : nothing}</div>
  <div role="status">${said ? html`<p class="notice good">${said}</p>` : nothing}</div>
  ${refused ? html`<p class="notice bad" role="alert">Not done: ${refused.message}</p>` : nothing}
  ${away ? html`<p class="notice bad" role="alert">${away.message}${away.mayPass ? ' Trying again…' : ''}</p>` : nothing}
  ${data === undefined && !away ? html`<p class="muted" aria-busy="true">Loading…</p>` : nothing}
  ${data === undefined && !view.alwaysShown ? nothing : view.page({data, at, act, draw, awaited})}`;

function signInPage(failure) {
  return html`<main class="sign-in">
    <h1>Settings console</h1>
    ${failure ? html`<p class="notice bad" role="alert">${failure.message}</p>` : nothing}
    <form @submit=${event => {
      event.preventDefault();
      try {
        signIn(event.target.elements.token.value);
      } catch (refused) {
        shown.away = refused;
        draw();
        return;
      }
      open();
    }}>
      <label>Access token <input name="token" type="password" autocomplete="off" autofocus required></label>
      <p class="muted">An operator's, with the scope <code>wa.settings.observe</code>, or <code>wa.settings.operate</code> to
        replay. It is kept in this tab's memory only.</p>
      <button class="primary">Open</button>
    </form>
  </main>`;
}

function focusMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

/** Loads what the shown view needs, and looks again later; an answer that comes too late, for another view, is dropped. */
async function refresh() {
  clearTimeout(nextLook);
  if (!isSignedIn()) {
    return;
  }
  const mine = ++generation;
  const began = performance.now();
  const loaded = await shown.view.load(shown.at).then(data => ({data, asOf: new Date(), away: undefined, awaited: false}), unanswered);
  if (mine !== generation) {
    return;
  }
  Object.assign(shown, loaded);
  if (shown.data !== undefined && !shown.holds(shown.data)) {
    shown.said = undefined;
  }
  signOutIfRefused(loaded.away);
  draw();
  nextLook = setTimeout(() => document.hidden || refresh(), Math.max(LIVE_EVERY_MS, REST * (performance.now() - began)));
}

/** What was known stays, but not as the answer to another question. */
const unanswered = away => ({away, awaited: false, ...(shown.awaited && {data: undefined, asOf: undefined})});

/** A token that has expired, or was withdrawn, is asked for anew. */
function signOutIfRefused(failure) {
  if (failure?.status === 401) {
    shown.away = failure;
    signOut();
  }
}

/** Does something for the operator, then says what came of it, until there is something else to say. */
async function act(action) {
  const done = await action().then(said => ({said, holds: always, refused: undefined}), refused => ({said: undefined, refused}));
  Object.assign(shown, done);
  signOutIfRefused(done.refused);
  draw();
  await refresh();
}

/** Leads to another page, where it is said what was done for as long as that holds of what the page shows. */
function lead(path, said, holds) {
  carried = {said, holds};
  go(path);
}

async function open() {
  const at = here();
  const view = VIEWS[at.path[0] ?? ''] ?? overview;
  const samePage = view === shown.view && at.path.join('/') === shown.at.path.join('/');
  const samePart = samePage && at.parameters.cursor === shown.at.parameters.cursor;
  shown = {view, at, ...(samePage && {data: shown.data, asOf: shown.asOf}), awaited: true, holds: always, ...carried};
  carried = undefined;
  draw();
  await refresh();
  if (!samePage) {
    document.getElementById('main')?.focus({preventScroll: true});
  }
  if (!samePart) {
    window.scrollTo(0, 0);
  }
}

window.addEventListener('hashchange', open);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, select, textarea, dialog');
  const filter = document.querySelector('form.filter input');
  if (event.key === '/' && !typing && filter) {
    event.preventDefault();
    filter.focus();
  }
});
open();
