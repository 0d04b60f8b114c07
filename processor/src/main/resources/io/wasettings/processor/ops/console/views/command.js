import {html, nothing} from '../lib/lit-html.js';
import {api} from '../api.js';
import {count, empty, fullTime, state, when} from '../format.js';
import {link} from '../router.js';
import {confirmReplay} from './replay-dialog.js';

const TONES = {applied: 'good', superseded: 'good', rejected: 'bad', failed: 'bad', retrying: 'warn', unavailable: 'warn', deferred: 'warn'};

const pair = (name, value) => value === undefined || value === null || value === nothing ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`;

const messages = (title, list) => list?.length ? html`<h2>${title}</h2>
  <ul>${list.map(each => html`<li><code>${each.field || '(the whole)'}</code> ${each.message}</li>`)}</ul>` : nothing;

function timeline(command) {
  if (command.attempts.length === 0) {
    return empty('Not tried yet.');
  }
  return html`<ol class="timeline" aria-label="Attempts, the oldest first">${command.attempts.map(attempt => html`
    <li class=${TONES[attempt.outcome] ?? ''}>
      <strong>Attempt ${attempt.attempt}${attempt.round ? ` of replay ${attempt.round}` : ''}: ${attempt.outcome}</strong>
      <div>${fullTime(attempt.at)}${attempt.duration_ms === undefined ? nothing : html`, took ${attempt.duration_ms.toLocaleString('en')} ms`}</div>
      ${attempt.step || attempt.host ? html`<div>step <code>${attempt.step ?? '–'}</code>${attempt.host ? html`, host <code>${attempt.host}</code>` : nothing}</div>` : nothing}
      ${attempt.cause ? html`<div>${attempt.cause}</div>` : nothing}
    </li>`)}
    ${command.retry_at ? html`<li class="warn"><strong>Next attempt</strong> <div>${fullTime(command.retry_at)}</div></li>` : nothing}
  </ol>`;
}

/** Where a command is that has not ended. */
const WAITS = {
  accepted: 'on the topic of commands, or it is being tried now',
  retrying: 'on a retry topic',
  failed: 'with the dead letters',
};

const waits = command => WAITS[command.state] && html`${WAITS[command.state]}${command.retry_at ? html`, until ${fullTime(command.retry_at)}` : nothing}`;

function parkForm(command, act) {
  return html`<form class="actions" @submit=${event => {
    event.preventDefault();
    const note = event.target.elements.note.value;
    act(async () => {
      await api.park(command.id, command.source, note);
      return 'Parked: replays by filter leave it out.';
    });
  }}>
    <label>Park, with a note <input name="note" required maxlength="500" placeholder="waits for the partner's new secret"></label>
    <button>Park</button>
  </form>`;
}

const actions = (command, act) => command.state !== 'failed' ? nothing : html`
  <div class="actions">
    <button class="primary" ?disabled=${!command.replayable} @click=${() => confirmReplay({ids: [command.id], ...(command.source && {source: command.source})})}>Replay</button>
    ${command.replayable ? nothing : html`<span class="muted">Nothing can be replayed: its value was left out when it was given up, or is larger than any command.</span>`}
    ${command.parked ? html`<button @click=${() => act(async () => {
      await api.unpark(command.id, command.source);
      return 'Not parked any more.';
    })}>Unpark</button>` : nothing}
  </div>
  ${command.parked ? nothing : parkForm(command, act)}`;

export const command = {
  title: 'Command',
  menu: 'commands',
  load: at => api.command(at.path[1], at.parameters.source),
  page: ({data, act}) => html`
    <p><span class="id">${data.id}</span> ${state(data.state)} ${data.parked ? html`<span class="state">parked</span>` : nothing}</p>
    ${actions(data, act)}
    <div class="columns">
      <section>
        <h2>What is known</h2>
        <dl>
          ${pair('Message', data.message)}
          ${pair('Code', data.code)}
          ${pair('Cause', data.cause)}
          ${pair('Since', fullTime(data.occurred_at))}
          ${pair('Waits', waits(data))}
          ${pair('Source', data.source)}
          ${pair('Partner', data.partner && html`<a href=${link(['partners'], {partner: data.partner})}>${data.partner}</a>`)}
          ${pair('Record key', data.key && html`<a class="id" href=${link(['commands'], {key: data.key})}>${data.key}</a>`)}
          ${pair('Latest step', data.step)}
          ${pair('Latest host', data.host && html`<a class="id" href=${link(['commands'], {host: data.host})}>${data.host}</a>`)}
          ${pair('First seen', data.first_seen && html`${fullTime(data.first_seen.at)}<br><span class="muted">partition ${data.first_seen.partition}, offset ${data.first_seen.offset}</span>`)}
          ${pair('Dead letter', data.dead_letter && html`partition ${data.dead_letter.partition}, offset ${data.dead_letter.offset}`)}
          ${pair('Parked', data.parked_by && html`by ${data.parked_by.by} ${when(data.parked_by.at)}: ${data.parked_by.note}`)}
          ${pair('Same id from', data.other_sources.length ? data.other_sources.map(source => html`<a href=${link(['command', data.id], {source})}>${source}</a> `) : null)}
        </dl>
        ${messages('To correct', data.errors)}
        ${messages('Warnings', data.warnings)}
        ${data.replays.length ? html`<h2>${count(data.replays.length, 'replay')}</h2><ul>${data.replays.map(replay => html`
          <li><a href=${link(['replays', replay.id])}>${when(replay.requested_at)} by ${replay.requested_by}</a></li>`)}</ul>` : nothing}
      </section>
      <section><h2>Attempts</h2>${timeline(data)}</section>
    </div>`,
};
