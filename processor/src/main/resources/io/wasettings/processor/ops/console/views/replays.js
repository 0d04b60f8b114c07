import {html, nothing} from '../lib/lit-html.js';
import {repeat} from '../lib/directives/repeat.js';
import {api} from '../api.js';
import {empty, fullTime, state, when} from '../format.js';
import {link} from '../router.js';

const OUTCOMES = ['applied', 'superseded', 'rejected', 'failed', 'under_way'];
const outcomeName = name => ({failed: 'failed again', under_way: 'under way'})[name] ?? name;

function filterText(filter) {
  const parts = Object.entries(filter).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0));
  return parts.map(([name, value]) => name === 'ids' ? `${value.length} ids` : name === 'all' ? 'all' : `${name} ${value}`).join(', ');
}

const progress = replay => html`<progress max=${Math.max(1, replay.matched)} value=${replay.sent + replay.skipped}
  aria-label="sent or skipped"></progress>
  <span class="muted">${replay.sent} sent, ${replay.skipped} skipped of ${replay.matched}</span>`;

const outcomes = replay => OUTCOMES.filter(name => replay.outcomes[name]).map(name => `${replay.outcomes[name]} ${outcomeName(name)}`).join(', ');

const cancel = (replay, act) => replay.state !== 'running' ? nothing : html`
  <button @click=${() => act(async () => {
    await api.cancelReplay(replay.id);
    return 'Cancelled: no more of it is sent.';
  })}>Cancel</button>`;

const list = (data, act) => data.length === 0 ? empty('Nothing was replayed yet.') : html`
  <div class="scroll"><table class="cards">
    <thead><tr><th>Asked</th><th>By</th><th>State</th><th>What</th><th>Why</th><th>Progress</th><th>What became of it</th><th></th></tr></thead>
    <tbody>${repeat(data, replay => replay.id, replay => html`<tr>
      <td data-label="Asked"><a href=${link(['replays', replay.id])}>${when(replay.requested_at)}</a></td>
      <td data-label="By">${replay.requested_by}</td>
      <td data-label="State">${state(replay.state)}</td>
      <td data-label="What">${filterText(replay.filter)}</td>
      <td data-label="Why">${replay.reason ?? ''}</td>
      <td data-label="Progress">${progress(replay)}</td>
      <td data-label="What became of it">${outcomes(replay)}</td>
      <td data-label="">${cancel(replay, act)}</td></tr>`)}
    </tbody>
  </table></div>`;

const detail = (replay, act) => html`
  <p><span class="id">${replay.id}</span> ${state(replay.state)}</p>
  ${replay.problem ? html`<p class="notice bad">${replay.problem}</p>` : nothing}
  ${progress(replay)}
  <div class="actions">${cancel(replay, act)}</div>
  <dl>
    <dt>Asked</dt><dd>${fullTime(replay.requested_at)} by ${replay.requested_by}</dd>
    <dt>Why</dt><dd>${replay.reason ?? '–'}</dd>
    <dt>What</dt><dd>${filterText(replay.filter)}, at most ${replay.rate} a second</dd>
    <dt>Ended</dt><dd>${replay.finished_at ? fullTime(replay.finished_at) : 'not yet'}</dd>
  </dl>
  <h2>What became of it</h2>
  <div class="tiles">${OUTCOMES.map(name => html`<div class="tile"><strong>${replay.outcomes[name]}</strong>${outcomeName(name)}</div>`)}</div>`;

export const replays = {
  title: 'Replays',
  menu: 'replays',
  load: at => at.path[1] ? api.replay(at.path[1]) : api.replays(),
  page: ({data, at, act}) => at.path[1] ? detail(data, act) : list(data, act),
};
