import {html, nothing} from '../lib/lit-html.js';
import {api} from '../api.js';
import {empty, state, when} from '../format.js';
import {link} from '../router.js';

const STATES = ['failed', 'retrying', 'rejected', 'accepted', 'applied', 'superseded'];

const tile = (href, number, text, more = nothing) => html`
  <a class="tile" href=${href}><strong>${number?.toLocaleString('en') ?? '–'}</strong>${text}<br><span class="muted">${more}</span></a>`;

function groups(title, by, list) {
  return html`<section>
    <h2>${title}</h2>
    ${list.length === 0 ? empty('None.') : html`
    <table>
      <thead><tr><th>${by === 'partner' ? 'Partner' : 'Host'}</th><th class="number">Failed</th><th>Oldest</th><th>Newest</th></tr></thead>
      <tbody>${list.map(group => html`<tr>
        <td><a href=${link(['commands'], {state: 'failed', [by]: group.value})}>${group.value ?? 'unreadable'}</a></td>
        <td class="number">${group.count}</td><td>${when(group.oldest)}</td><td>${when(group.newest)}</td></tr>`)}
      </tbody>
    </table>`}
  </section>`;
}

export const overview = {
  title: 'Overview',
  menu: '',
  load: api.overview,
  page: ({data}) => html`
    <p>Broker ${state(data.broker_up ? 'up' : 'away')} Store ${state(data.store_up ? 'up' : 'away')}</p>
    <div class="tiles">
      ${STATES.map(name => tile(link(['commands'], {state: name}), data.states[name] ?? 0, name))}
    </div>
    <h2>Under way</h2>
    <div class="tiles">
      ${tile(link(['commands'], {state: 'accepted,retrying', order: 'oldest'}), data.waiting.count, 'commands wait',
        data.waiting.oldest ? html`oldest ${when(data.waiting.oldest)}` : nothing)}
      ${tile(link(['commands'], {state: 'accepted'}), data.lag, 'records of lag')}
      ${tile(link(['commands'], {state: 'failed'}), data.dead_letters, 'dead letters')}
      ${tile(link(['replays']), data.running_replays ?? 0, 'replays running')}
      ${tile(link(['partners']), data.open_circuits, 'open circuits')}
      ${tile(link(['partners']), data.stopped_renewals, 'renewals stopped')}
    </div>
    <div class="columns">
      ${groups('Failing partners', 'partner', data.failing_partners)}
      ${groups('Failing hosts', 'host', data.failing_hosts)}
    </div>`,
};
