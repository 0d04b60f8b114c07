import {html, nothing} from '../lib/lit-html.js';
import {until} from '../lib/directives/until.js';
import {api} from '../api.js';
import {empty, keyText, number, state, when} from '../format.js';
import {go, link} from '../router.js';

function token(settings, act) {
  const value = settings.token;
  if (!value) {
    return 'none';
  }
  const expired = value.expires_at && new Date(value.expires_at) < new Date();
  return html`${expired ? state('expired') : 'expires'} ${when(value.expires_at)}${value.renew_at ? html`, renewed ${when(value.renew_at)}` : nothing}
    ${value.obtained_at ? html`<div class="muted">got ${when(value.obtained_at)}</div>` : nothing}
    ${value.scope ? html`<div class="muted">scope ${value.scope}</div>` : nothing}
    ${value.last_error ? html`<div class="muted">${value.last_error} (${value.failures} in a row)</div>` : nothing}
    ${value.stop_reason === 'refresh_token_refused' ? html`<div>${state('stopped')} until the partner submits new settings</div>`
      : value.stopped ? html`<div>${state('stopped')} <button @click=${() => act(async () => {
      await api.resumeRenewal(settings.key);
      return `Renewal of ${settings.key} is tried again.`;
    })}>Resume</button></div>` : nothing}`;
}

const access = settings => settings.auth_type === 'bearer' ? 'bearer key' : html`${settings.oauth2?.grant_type} at <span class="id">${settings.oauth2?.token_url}</span>
  <div class="muted">client ${settings.oauth2?.client_id}${settings.oauth2?.scopes?.length ? `, scopes ${settings.oauth2.scopes.join(' ')}` : ''}</div>`;

const settingsTable = (list, act, title) => html`<div class="scroll"><table class="cards" aria-label=${title}>
  <thead><tr><th>Settings</th><th>Webhook</th><th>Access</th><th>Token</th><th>In force since</th></tr></thead>
  <tbody>${list.map(settings => html`<tr>
    <td data-label="Settings"><a class="id" href=${link(['commands'], {key: settings.key})}>${keyText(settings.key)}</a></td>
    <td data-label="Webhook" class="id">${settings.webhook_url}</td>
    <td data-label="Access"><div>${access(settings)}</div></td>
    <td data-label="Token"><div>${token(settings, act)}</div></td>
    <td data-label="In force since">${when(settings.updated_at)}</td></tr>`)}
  </tbody></table></div>`;

const partnerTable = groups => groups.length === 0 ? empty('No command has come yet.') : html`
  <div class="scroll"><table aria-label="Partners">
    <thead><tr><th>Partner</th><th class="number">Commands</th><th>Newest</th></tr></thead>
    <tbody>${groups.filter(group => group.value !== null).map(group => html`<tr>
      <td><a class="id" href=${link(['partners'], {partner: group.value})}>${group.value}</a></td>
      <td class="number"><a href=${link(['commands'], {partner: group.value})}>${number(group.count)}</a></td>
      <td>${when(group.newest)}</td></tr>`)}</tbody>
  </table></div>`;

const circuits = list => list.length === 0 ? empty('No partner\'s host is left alone.') : html`
  <div class="scroll"><table class="cards" aria-label="Open circuits">
    <thead><tr><th>Partner</th><th>Host</th><th>Since</th><th>Until</th><th>Why</th></tr></thead>
    <tbody>${list.map(circuit => html`<tr>
      <td data-label="Partner"><a class="id" href=${link(['partners'], {partner: circuit.partner})}>${circuit.partner}</a></td>
      <td data-label="Host"><a class="id" href=${link(['commands'], {host: circuit.host})}>${circuit.host}</a></td>
      <td data-label="Since">${when(circuit.since)}</td><td data-label="Until">${when(circuit.until)}</td>
      <td data-label="Why">${circuit.why ?? nothing}</td></tr>`)}</tbody>
  </table></div>`;

const keys = list => html`<div class="scroll"><table class="cards" aria-label="Sealing keys">
  <thead><tr><th>Key</th><th class="number">Documents</th><th>Use</th></tr></thead>
  <tbody>${list.map(key => html`<tr><td data-label="Key" class="id">${key.kid}</td><td data-label="Documents" class="number">${key.documents === null ? html`<span class="muted">being counted</span>` : number(key.documents)}</td>
    <td data-label="Use"><div>${key.present ? (key.current ? 'seals what is new' : 'opens what it sealed') : html`${state('missing')} not in this processor's keys file`}</div></td></tr>`)}</tbody>
</table></div>`;

const notCounted = failure => html`<p class="notice bad">The keys could not be counted. ${failure.message}</p>`;

/** What was told of the keys last. They are asked for apart: counting them may take longer than all else, or fail. */
let keysSoFar = html`<p class="muted">Being counted…</p>`;

const ofPartner = (partner, settings, act) => html`<h2>Settings of ${partner}</h2>
  ${settings.length === 0 ? empty('This partner has no settings in force.') : settingsTable(settings, act, `Settings of ${partner}`)}
  <p><a href=${link(['commands'], {partner})}>Commands of ${partner}</a></p>`;

export const partners = {
  title: 'Partners',
  menu: 'partners',
  load: async at => {
    const {partner} = at.parameters;
    const sealing = api.keys().then(keys, notCounted).then(told => keysSoFar = told);
    const [chosen, stopped, open] = await Promise.all([
      partner ? api.settings({partner}) : api.summary({by: 'partner'}), api.settings({stopped: true}), api.circuits(),
    ]);
    return {partner, chosen, stopped, open, sealing};
  },
  page: ({data, at, act}) => html`
    <form class="filter" aria-label="Partner" @submit=${event => {
      event.preventDefault();
      go(['partners'], {partner: event.target.elements.partner.value.trim()});
    }}>
      <label>Partner <input name="partner" .value=${at.parameters.partner ?? ''} placeholder="acme" autocomplete="off" spellcheck="false"></label>
      <button class="primary">Show</button>
      ${at.parameters.partner ? html`<button type="button" @click=${() => go(['partners'])}>All</button>` : nothing}
    </form>
    ${data.partner ? ofPartner(data.partner, data.chosen, act) : partnerTable(data.chosen.groups)}
    <h2>Renewals that have stopped</h2>
    ${data.stopped.length === 0 ? empty('None.') : settingsTable(data.stopped, act, 'Renewals that have stopped')}
    <h2>Hosts left alone for a while</h2>
    ${circuits(data.open)}
    <h2>Sealing keys</h2>
    ${until(data.sealing, keysSoFar)}`,
};
