import {html, nothing} from '../lib/lit-html.js';
import {repeat} from '../lib/directives/repeat.js';
import {api} from '../api.js';
import {count, empty, filterText, fullTime, number, state, when} from '../format.js';
import {link} from '../router.js';
import {confirmReplay} from './replay-dialog.js';

const OUTCOMES = ['applied', 'superseded', 'rejected', 'failed', 'under_way'];
/** As many ids as a replay shows; one of more of them cannot be begun again from here. */
const SHOWN_IDS = 100;

const outcomeName = name => ({failed: 'failed again', under_way: 'under way'})[name] ?? name;

const progress = replay => html`<progress max=${Math.max(1, replay.matched)} value=${replay.sent + replay.skipped}
  aria-label="sent or skipped"></progress>
  <span class="muted">${number(replay.sent)} sent, ${number(replay.skipped)} skipped of ${number(replay.matched)}${replay.state === 'running' ? `, ${left(replay)}` : ''}</span>`;

/** How long it will take at its rate. */
function left(replay) {
  const seconds = Math.ceil((replay.matched - replay.sent - replay.skipped) / replay.rate);
  return seconds < 120 ? `some ${count(Math.max(1, seconds), 'second')} left` : `some ${count(Math.round(seconds / 60), 'minute')} left`;
}

const outcomes = replay => OUTCOMES.filter(name => replay.outcomes[name]).map(name => `${number(replay.outcomes[name])} ${outcomeName(name)}`).join(', ');

const cancel = (replay, act) => replay.state !== 'running' ? nothing : html`
  <button @click=${() => act(async () => {
    await api.cancelReplay(replay.id);
    return 'Cancelled: no more of it is sent.';
  })}>Cancel</button>`;

const again = replay => replay.state === 'running' || replay.filter.ids?.length >= SHOWN_IDS ? nothing : html`
  <button @click=${() => confirmReplay(replay.filter)}>Begin again</button>`;

/** What its filter means by now, parked or not: what failed too often is parked, and the list would have those alone or none. */
const leftOver = ({ids, all, limit, source, parked, ...filter}) => ids ? nothing : html`
  <a href=${link(['commands'], {state: 'failed', ...filter})}>What of it stands as failed</a>`;

const list = (data, act) => data.length === 0 ? empty('Nothing was replayed yet.') : html`
  <div class="scroll"><table class="cards" aria-label="Replays">
    <thead><tr><th>Asked</th><th>By</th><th>State</th><th>What</th><th>Why</th><th>Progress</th><th>What became of it</th><th><span class="muted">Cancel</span></th></tr></thead>
    <tbody>${repeat(data, replay => replay.id, replay => html`<tr>
      <td data-label="Asked"><a href=${link(['replays', replay.id])}>${when(replay.requested_at)}</a></td>
      <td data-label="By">${replay.requested_by}</td>
      <td data-label="State">${state(replay.state)}</td>
      <td data-label="What">${filterText(replay.filter)}</td>
      <td data-label="Why">${replay.reason ?? ''}</td>
      <td data-label="Progress"><div>${progress(replay)}</div></td>
      <td data-label="What became of it">${outcomes(replay)}</td>
      <td data-label="">${cancel(replay, act)}</td></tr>`)}
    </tbody>
  </table></div>`;

const detail = (replay, act) => html`
  <p><span class="id">${replay.id}</span> ${state(replay.state)}</p>
  ${replay.problem ? html`<p class="notice bad">${replay.problem}</p>` : nothing}
  ${progress(replay)}
  ${replay.skipped ? html`<p class="muted">Skipped are those that are parked, do not stand as failed, are under way in another replay or cannot be replayed.</p>` : nothing}
  <div class="actions">${cancel(replay, act)} ${again(replay)} ${leftOver(replay.filter)}</div>
  <dl>
    <dt>Asked</dt><dd>${fullTime(replay.requested_at)} by ${replay.requested_by}</dd>
    <dt>Why</dt><dd>${replay.reason ?? '–'}</dd>
    <dt>What</dt><dd>${filterText(replay.filter)}, at most ${number(replay.rate)} a second</dd>
    <dt>Ended</dt><dd>${replay.finished_at ? fullTime(replay.finished_at) : 'not yet'}</dd>
  </dl>
  <h2>What became of it</h2>
  <div class="tiles">${OUTCOMES.map(name => html`<div class="tile"><strong>${number(replay.outcomes[name])}</strong>${outcomeName(name)}</div>`)}</div>`;

export const replays = {
  title: 'Replays',
  menu: 'replays',
  load: at => at.path[1] ? api.replay(at.path[1]) : api.replays(),
  page: ({data, at, act}) => at.path[1] ? detail(data, act) : list(data, act),
};
