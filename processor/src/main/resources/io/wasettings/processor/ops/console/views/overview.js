import {html, nothing} from '../lib/lit-html.js';
import {api} from '../api.js';
import {empty, number, state, when} from '../format.js';
import {link} from '../router.js';

const STATES = ['failed', 'retrying', 'rejected', 'accepted', 'applied', 'superseded'];
const UNKNOWN = 'Not known while the store is away.';

const tile = (href, value, text, more = nothing) => html`
  <a class="tile" href=${href}><strong>${number(value)}</strong>${text}${more === nothing ? nothing : html`<br><span class="muted">${more}</span>`}</a>`;

/** Counts records of a topic, of which there is no list: a command may have several, and those of one that is over stay. */
const recordsTile = (value, text) => html`<div class="tile"><strong>${number(value)}</strong>${text}</div>`;

const failing = (title, by, list, known) => html`<section>
  <h2 id="failing-${by}">${title}</h2>
  ${!known ? empty(UNKNOWN) : list.length === 0 ? empty('None.') : html`
  <div class="scroll"><table aria-labelledby="failing-${by}">
    <thead><tr><th>${by === 'partner' ? 'Partner' : 'Host'}</th><th class="number">Failed</th><th>Oldest</th><th>Newest</th></tr></thead>
    <tbody>${list.map(group => html`<tr>
      <td>${group.value === null ? html`<span class="muted">not known</span>`
        : html`<a class="id" href=${link(['commands'], {state: 'failed', [by]: group.value})}>${group.value}</a>`}</td>
      <td class="number">${number(group.count)}</td><td>${when(group.oldest)}</td><td>${when(group.newest)}</td></tr>`)}
    </tbody>
  </table></div>`}
</section>`;

export const overview = {
  title: 'Overview',
  menu: '',
  load: api.overview,
  page: ({data}) => html`
    <p>Broker ${state(data.broker_up ? 'up' : 'away')} Store ${state(data.store_up ? 'up' : 'away')}</p>
    <h2>Commands</h2>
    <div class="tiles">
      ${STATES.map(name => tile(link(['commands'], {state: name}), data.store_up ? data.states[name] ?? 0 : null, name))}
    </div>
    <h2>Under way</h2>
    <div class="tiles">
      ${tile(link(['commands'], {state: 'accepted,retrying', order: 'oldest'}), data.waiting.count, 'commands wait',
        data.waiting.oldest ? html`oldest ${when(data.waiting.oldest)}` : nothing)}
      ${recordsTile(data.lag, 'records of lag')}
      ${recordsTile(data.dead_letters, 'records on the dead-letter topic')}
      ${tile(link(['replays']), data.running_replays, 'replays running')}
      ${tile(link(['partners']), data.open_circuits, 'open circuits')}
      ${tile(link(['partners']), data.stopped_renewals, 'renewals stopped')}
    </div>
    <div class="columns">
      ${failing('Failing partners', 'partner', data.failing_partners, data.store_up)}
      ${failing('Failing hosts', 'host', data.failing_hosts, data.store_up)}
    </div>`,
};
