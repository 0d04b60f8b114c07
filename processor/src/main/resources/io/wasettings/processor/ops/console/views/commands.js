import {html, nothing} from '../lib/lit-html.js';
import {repeat} from '../lib/directives/repeat.js';
import {live} from '../lib/directives/live.js';
import {api} from '../api.js';
import {count, empty, state, when} from '../format.js';
import {go, link} from '../router.js';
import {confirmReplay} from './replay-dialog.js';

const STATES = ['failed', 'retrying', 'rejected', 'accepted', 'applied', 'superseded'];
const TEXTS = [
  ['partner', 'Partner', 'acme'], ['key', 'Record key', 'acme/transactional/default'], ['step', 'Step', 'token'],
  ['host', 'Host', 'id.example'], ['since', 'Since', '2026-01-31T00:00:00Z'], ['until', 'Until', '2026-01-31T00:00:00Z'],
];
const CODES = [2010, 2011, 2012, 2020];
/** Identities of the selected commands; they outlive a page, but not another filter. */
let selected = new Map();
let selectedWithin = '';

const identity = command => `${command.source} ${command.id}`;

function filterOf({cursor, back, order, ...filter}) {
  return filter;
}

function choose(at, changes) {
  go(['commands'], {...filterOf(at.parameters), order: at.parameters.order, ...changes});
}

function filterForm(at) {
  const value = name => live(at.parameters[name] ?? '');
  return html`<form class="filter" @submit=${event => {
    event.preventDefault();
    choose(at, Object.fromEntries([...new FormData(event.target)].map(([name, text]) => [name, text.trim()])));
  }}>
    <label>State
      <select name="state" .value=${value('state')} @change=${event => choose(at, {state: event.target.value})}>
        <option value="">any</option>
        ${STATES.map(name => html`<option ?selected=${at.parameters.state === name}>${name}</option>`)}
        <option value="accepted,retrying" ?selected=${at.parameters.state === 'accepted,retrying'}>under way</option>
      </select></label>
    <label>Code
      <select name="code" .value=${value('code')} @change=${event => choose(at, {code: event.target.value})}>
        <option value="">any</option>${CODES.map(code => html`<option ?selected=${at.parameters.code === String(code)}>${code}</option>`)}
      </select></label>
    ${TEXTS.map(([name, text, example]) => html`
      <label>${text} <input name=${name} .value=${value(name)} placeholder=${example} autocomplete="off" spellcheck="false"></label>`)}
    <label>Parked
      <select name="parked" .value=${value('parked')} @change=${event => choose(at, {parked: event.target.value})}>
        <option value="">any</option>
        <option value="true" ?selected=${at.parameters.parked === 'true'}>parked</option>
        <option value="false" ?selected=${at.parameters.parked === 'false'}>not parked</option>
      </select></label>
    <button class="primary">Filter</button>
    ${Object.keys(filterOf(at.parameters)).length ? html`<button type="button" @click=${() => go(['commands'])}>Clear</button>` : nothing}
  </form>`;
}

function select(command, on, refreshed) {
  if (on) {
    selected.set(identity(command), command);
  } else {
    selected.delete(identity(command));
  }
  refreshed();
}

function row(command, refresh) {
  return html`<tr>
    <td data-label="Select">${command.state === 'failed' ? html`<input type="checkbox" aria-label="Select ${command.id}"
      .checked=${live(selected.has(identity(command)))} @change=${event => select(command, event.target.checked, refresh)}>` : nothing}</td>
    <td data-label="State">${state(command.state)}${command.parked ? html` <span class="state">parked</span>` : nothing}</td>
    <td data-label="Since">${when(command.occurred_at)}</td>
    <td data-label="Command"><a class="id" href=${link(['command', command.id], {source: command.source})}>${command.id}</a></td>
    <td data-label="Key" class="id">${command.key ?? ''}</td>
    <td data-label="Code">${command.code ?? ''}</td>
    <td data-label="Step">${command.step ?? ''}</td>
    <td data-label="Host">${command.host ?? ''}</td>
    <td data-label="Cause">${command.cause ?? ''}${command.retry_at ? html` <span class="muted">again ${when(command.retry_at)}</span>` : nothing}</td>
    <td data-label="Tries" class="number">${command.attempt}${command.round ? html` <span class="muted">+${count(command.round, 'replay')}</span>` : nothing}</td>
  </tr>`;
}

function pages(at, data) {
  const {cursor, back} = at.parameters;
  const earlier = back ? back.split(' ') : [];
  return html`
    <button ?disabled=${!cursor} @click=${() => choose(at, {cursor: earlier.at(-1) === '-' ? '' : earlier.at(-1), back: earlier.slice(0, -1).join(' ')})}>Previous</button>
    <button ?disabled=${!data.next} @click=${() => choose(at, {cursor: data.next, back: [...earlier, cursor || '-'].join(' ')})}>Next</button>`;
}

function replayable(at) {
  const {state: wanted} = at.parameters;
  return !wanted || wanted === 'failed';
}

/** The filter of the address as an order for a replay; a filter that names nothing means all. */
function order(at) {
  const {state: ignored, code, parked, ...rest} = filterOf(at.parameters);
  const filter = {...rest, ...(code && {code: Number(code)}), ...(parked === 'true' && {parked: true})};
  return Object.keys(filter).length ? filter : {all: true};
}

export const commands = {
  title: 'Commands',
  menu: 'commands',
  alwaysShown: true,
  load: at => {
    const {back, ...filter} = at.parameters;
    const within = JSON.stringify(filterOf(at.parameters));
    if (within !== selectedWithin) {
      selected = new Map();
      selectedWithin = within;
    }
    return api.commands({limit: 50, ...filter});
  },
  page: ({data, at, refresh}) => html`
    ${filterForm(at)}
    ${data === undefined ? nothing : html`
    <div class="actions">
      <strong>${count(data.total, 'command')}</strong><span class="grow"></span>
      <button ?disabled=${selected.size === 0} @click=${() => confirmReplay({ids: [...selected.values()].map(each => each.id)})}>
        Replay the selected ${selected.size || ''}</button>
      <button ?disabled=${!replayable(at) || data.total === 0} @click=${() => confirmReplay(order(at))}>Replay all that failed and match</button>
      ${pages(at, data)}
    </div>
    ${data.items.length === 0 ? empty('No command matches. Take something out of the filter, or wait: this page looks again by itself.') : html`
    <div class="scroll"><table class="cards">
      <thead><tr><th><span class="muted">Select</span></th><th>State</th>
        <th aria-sort=${at.parameters.order === 'oldest' ? 'ascending' : 'descending'}>
          <button class="plain" @click=${() => choose(at, {order: at.parameters.order === 'oldest' ? '' : 'oldest'})}>Since ${at.parameters.order === 'oldest' ? '▲' : '▼'}</button></th>
        <th>Command</th><th>Key</th><th>Code</th><th>Step</th><th>Host</th><th>Cause</th><th class="number">Tries</th></tr></thead>
      <tbody>${repeat(data.items, identity, command => row(command, refresh))}</tbody>
    </table></div>`}`}`,
};
