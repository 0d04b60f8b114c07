import {html, nothing, render} from './lib/lit-html.js';
import {isSignedIn, signIn} from './api.js';
import {showsUtc, toggleUtc} from './format.js';
import {here, link} from './router.js';
import {overview} from './views/overview.js';
import {commands} from './views/commands.js';
import {command} from './views/command.js';
import {replays} from './views/replays.js';
import {partners} from './views/partners.js';
import {replayDialog} from './views/replay-dialog.js';

const LIVE_EVERY_MS = 3000;

/** A view: `load` asks the API, `page` shows what came; `title` names it. */
const VIEWS = {
  '': overview, 'commands': commands, 'command': command, 'replays': replays, 'partners': partners,
};
const MENU = [['', 'Overview'], ['commands', 'Commands'], ['replays', 'Replays'], ['partners', 'Partners']];

const root = document.getElementById('console');
/** What is on the screen; `data` is the last answer, kept while a newer one is on its way. */
let shown = {view: overview, at: {path: [], parameters: {}}, data: undefined, failure: undefined, said: undefined};
let generation = 0;

function draw() {
  const {view, at, data, failure} = shown;
  document.title = isSignedIn() ? `${view.title} – settings console` : 'Settings console';
  render(isSignedIn() ? html`
    <a class="skip" href="#main" @click=${focusMain}>Skip to the content</a>
    <header class="bar">
      <strong>Settings console</strong>
      <nav aria-label="Main">${MENU.map(([name, text]) => html`
        <a href=${link(name ? [name] : [])} aria-current=${view.menu === name ? 'page' : nothing}>${text}</a>`)}
      </nav>
      <button class="plain" @click=${() => { toggleUtc(); draw(); }}>Times: ${showsUtc() ? 'UTC' : 'local'}</button>
      <button class="plain" @click=${() => { signIn(''); draw(); }}>Sign out</button>
    </header>
    <main id="main" tabindex="-1">
      <h1>${view.title}</h1>
      <div role="status">${shown.said ? html`<p class="notice good">${shown.said}</p>` : nothing}</div>
      ${failure ? html`<p class="notice bad" role="alert">${failure.message}${failure.status === 0 ? ' Trying again…' : ''}</p>` : nothing}
      ${data === undefined && !failure ? html`<p class="muted" aria-busy="true">Loading…</p>` : nothing}
      ${data === undefined && !view.alwaysShown ? nothing : view.page({data, at, act, refresh})}
    </main>
    ${replayDialog({act, refresh, draw})}` : signInPage(failure), root);
}

function signInPage(failure) {
  return html`<main class="sign-in">
    <h1>Settings console</h1>
    ${failure ? html`<p class="notice bad" role="alert">${failure.message}</p>` : nothing}
    <form @submit=${event => {
      event.preventDefault();
      signIn(event.target.elements.token.value);
      shown.failure = undefined;
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

/** Loads what the shown view needs; an answer that comes too late, for another view, is dropped. */
async function refresh() {
  if (!isSignedIn()) {
    return;
  }
  const mine = ++generation;
  try {
    const data = await shown.view.load(shown.at);
    if (mine === generation) {
      shown.data = data;
      shown.failure = undefined;
    }
  } catch (failure) {
    if (mine === generation) {
      shown.failure = failure;
      if (failure.status === 401) {
        signIn('');
      }
    }
  }
  if (mine === generation) {
    draw();
  }
}

/** Does something for the operator, then says what came of it. */
async function act(action) {
  const before = location.hash;
  try {
    shown.said = await action();
    // Where the action leads to another page, it is said there.
    shown.carried = location.hash !== before;
    shown.failure = undefined;
  } catch (failure) {
    shown.said = undefined;
    shown.failure = failure;
  }
  draw();
  await refresh();
}

async function open() {
  const at = here();
  const view = VIEWS[at.path[0] ?? ''] ?? overview;
  const samePage = view === shown.view && at.path.join('/') === shown.at.path.join('/');
  shown = {view, at, data: samePage ? shown.data : undefined, failure: undefined, said: shown.carried ? shown.said : undefined};
  draw();
  await refresh();
  if (!samePage) {
    document.getElementById('main')?.focus({preventScroll: true});
    window.scrollTo(0, 0);
  }
}

window.addEventListener('hashchange', open);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, select, textarea, dialog');
  if (event.key === '/' && !typing) {
    event.preventDefault();
    document.querySelector('form.filter input')?.focus();
  }
});
setInterval(() => document.hidden || refresh(), LIVE_EVERY_MS);
open();
