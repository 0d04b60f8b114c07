import {html, nothing} from '../lib/lit-html.js';
import {repeat} from '../lib/directives/repeat.js';
import {live} from '../lib/directives/live.js';
import {api} from '../api.js';
import {count, empty, keyText, number, state, when} from '../format.js';
import {link} from '../router.js';
import {changed, filterForm, filterOf, stateTabs} from './command-filter.js';
import {confirmReplay} from './replay-dialog.js';
import * as selection from './selection.js';

const PAGE = 50;

const identity = command => `${command.source} ${command.id}`;

/** What a cell says, as a link to all commands that have it in common. */
const narrowing = (at, name, value, shown = value) => value === undefined || value === null ? nothing
  : html`<a class="quiet" href=${changed(at, {[name]: value})} title="Only this ${name}">${shown}</a>`;

/** Nothing at all where there is none: a card leaves an empty cell out. */
const cause = command => !command.cause && !command.retry_at ? nothing
  : html`<div>${command.cause ?? nothing}${command.retry_at ? html` <span class="muted">again ${when(command.retry_at)}</span>` : nothing}</div>`;

const row = (command, at, draw) => html`<tr>
  <td data-label="Select">${command.state === 'failed' ? html`<input type="checkbox" aria-label="Select ${command.id}"
    .checked=${live(selection.isSelected(command))} @change=${event => { selection.select([command], event.target.checked); draw(); }}>` : nothing}</td>
  <td data-label="State"><div>${state(command.state)}${command.parked ? html` <span class="state">parked</span>` : nothing}</div></td>
  <td data-label="Since" class="time">${when(command.occurred_at)}</td>
  <td data-label="Command" class="command"><a class="id" href=${link(['command', command.id], {source: command.source})}>${command.id}</a></td>
  <td data-label="Key" class="key"><span class="id">${narrowing(at, 'key', command.key, keyText(command.key))}</span></td>
  <td data-label="Code">${narrowing(at, 'code', command.code)}</td>
  <td data-label="Step">${narrowing(at, 'step', command.step)}</td>
  <td data-label="Host" class="host"><span class="id">${narrowing(at, 'host', command.host)}</span></td>
  <td data-label="Cause" class="cause">${cause(command)}</td>
  <td data-label="Tries" class="number"><div>${command.attempt}${command.round ? html` <span class="muted">+${count(command.round, 'replay')}</span>` : nothing}</div></td>
</tr>`;

function pages(at, data) {
  const {cursor, back} = at.parameters;
  const earlier = back ? back.split(' ') : [];
  const before = {cursor: earlier.at(-1) === '-' ? '' : earlier.at(-1), back: earlier.slice(0, -1).join(' ')};
  const turn = (changes, text) => changes
    ? html`<a class="button" href=${changed(at, changes)}>${text}</a>` : html`<button disabled>${text}</button>`;
  return html`<nav class="pages" aria-label="Pages">
    ${turn(cursor && before, 'Previous')} <span>Page ${number(earlier.length + 1)}</span>
    ${turn(data.next && {cursor: data.next, back: [...earlier, cursor || '-'].join(' ')}, 'Next')}</nav>`;
}

const failedAreMeant = at => (at.parameters.state ?? 'failed').split(',').includes('failed');

/** An order leaves parked ones out, or takes them in with all others: none means them alone. */
const parkedAloneAreMeant = at => ![undefined, '', 'false'].includes(at.parameters.parked);

/** Whether what would be replayed may not be all that is listed, on this page or on another. */
const parkedOnesAreLeftOut = at => failedAreMeant(at) && at.parameters.parked !== 'false';

/** The filter of the address as an order for a replay, which leaves parked ones out; a filter that names nothing means all. */
function order(at) {
  const {state: ignored, parked, code, ...rest} = filterOf(at.parameters);
  const filter = {...rest, ...(code && {code: Number(code)})};
  return Object.keys(filter).length ? filter : {all: true};
}

/** A button to replay what is selected; where that is of several sources, one for each. */
function replaySelected() {
  const lots = selection.bySource();
  const of = source => lots.length === 1 ? '' : ` of ${source ?? 'no source'}`;
  return lots.length === 0 ? html`<button disabled>Replay the selected</button>` : lots.map(({source, commands, order}) => html`
    <button @click=${() => confirmReplay(order, () => selection.select(commands, false))}>Replay the selected ${commands.length}${of(source)}</button>`);
}

function actions(at, data, draw) {
  const failed = data.items.filter(command => command.state === 'failed');
  const picked = failed.filter(selection.isSelected).length;
  const all = picked > 0 && picked === failed.length;
  return html`<div class="actions">
    <strong role="status">${count(data.total, 'command')}</strong>
    ${failed.length ? html`<label class="check"><input type="checkbox" .checked=${live(all)} .indeterminate=${live(picked > 0 && !all)}
      @change=${event => { selection.select(failed, event.target.checked); draw(); }}> All on this page</label>` : nothing}
    <span class="grow"></span>
    ${selection.howMany() ? html`<button @click=${() => { selection.clear(); draw(); }}>Select none</button>` : nothing}
    ${replaySelected()}
    ${parkedOnesAreLeftOut(at) ? html`<span class="muted">All means no parked ones: select those to replay them</span>` : nothing}
    <button ?disabled=${!failedAreMeant(at) || parkedAloneAreMeant(at) || data.total === 0} @click=${() => confirmReplay(order(at))}>Replay all that failed and match</button>
  </div>`;
}

/**
 * In the order in which commands arrived, which no column shows: the one order in which a page of millions is found without
 * reading them all.
 */
const table = (at, data, draw) => html`<div class="scroll"><table class="cards" aria-label="Commands">
  <thead><tr><th><span class="muted">Select</span></th><th>State</th><th>Since</th><th>Command</th><th>Key</th><th>Code</th><th>Step</th>
    <th>Host</th><th>Cause</th><th class="number">Tries</th></tr></thead>
  <tbody>${repeat(data.items, identity, command => row(command, at, draw))}</tbody>
</table></div>`;

async function load(at) {
  const {back, ...parameters} = at.parameters;
  const {state: ignored, ...others} = filterOf(at.parameters);
  selection.within(filterOf(at.parameters));
  const [page, summary] = await Promise.all([api.commands({limit: PAGE, ...parameters}), api.summary({by: 'state', ...others})]);
  return {...page, states: summary.groups};
}

export const commands = {
  title: 'Commands',
  menu: 'commands',
  alwaysShown: true,
  load,
  // What answered another filter stays in sight for a moment, but cannot be used: a button would mean the new one.
  page: ({data, at, draw, awaited}) => html`
    ${stateTabs(at, awaited ? undefined : data?.states)}
    ${filterForm(at, data?.items ?? [])}
    ${data === undefined ? nothing : html`<div ?inert=${awaited}>
    ${actions(at, data, draw)}
    ${data.items.length === 0 ? empty('No command matches. Take something out of the filter, or wait: this page looks again by itself.') : table(at, data, draw)}
    ${data.next || at.parameters.cursor ? pages(at, data) : nothing}</div>`}`,
};
