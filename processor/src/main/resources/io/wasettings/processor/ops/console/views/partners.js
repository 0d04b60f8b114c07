import {html, nothing} from '../lib/lit-html.js';
import {live} from '../lib/directives/live.js';
import {api} from '../api.js';
import {empty, state, when} from '../format.js';
import {go, link} from '../router.js';

function token(settings, act) {
  const value = settings.token;
  if (!value) {
    return 'none';
  }
  return html`expires ${when(value.expires_at)}${value.renew_at ? html`, renewed ${when(value.renew_at)}` : nothing}
    ${value.last_error ? html`<div class="muted">${value.last_error} (${value.failures} in a row)</div>` : nothing}
    ${value.stopped ? html`<div>${state('stopped')} <button @click=${() => act(async () => {
      await api.resumeRenewal(settings.key);
      return `Renewal of ${settings.key} is tried again.`;
    })}>Resume</button></div>` : nothing}`;
}

const settingsTable = (list, act) => html`<div class="scroll"><table class="cards">
  <thead><tr><th>Settings</th><th>Webhook</th><th>Access</th><th>Token</th><th>In force since</th></tr></thead>
  <tbody>${list.map(settings => html`<tr>
    <td data-label="Settings"><a class="id" href=${link(['commands'], {key: settings.key})}>${settings.key}</a></td>
    <td data-label="Webhook">${settings.webhook_url}</td>
    <td data-label="Access">${settings.auth_type === 'bearer' ? 'bearer key' : `${settings.oauth2?.grant_type} at ${settings.oauth2?.token_url}`}</td>
    <td data-label="Token">${token(settings, act)}</td>
    <td data-label="In force since">${when(settings.updated_at)}</td></tr>`)}
  </tbody></table></div>`;

const circuits = list => list.length === 0 ? empty('No partner\'s host is left alone.') : html`
  <table class="cards">
    <thead><tr><th>Partner</th><th>Host</th><th>Since</th><th>Why</th></tr></thead>
    <tbody>${list.map(circuit => html`<tr><td data-label="Partner">${circuit.partner}</td><td data-label="Host">${circuit.host}</td>
      <td data-label="Since">${when(circuit.since)}</td><td data-label="Why">${circuit.why ?? ''}</td></tr>`)}</tbody>
  </table>`;

const keys = list => html`<table class="cards">
  <thead><tr><th>Key</th><th class="number">Documents</th><th></th></tr></thead>
  <tbody>${list.map(key => html`<tr><td data-label="Key" class="id">${key.kid}</td><td data-label="Documents" class="number">${key.documents}</td>
    <td data-label="">${key.present ? (key.current ? 'seals what is new' : '') : html`${state('missing')} not in this processor's keys file`}</td></tr>`)}</tbody>
</table>`;

export const partners = {
  title: 'Partners',
  menu: 'partners',
  load: async at => {
    const {partner} = at.parameters;
    const [settings, stopped, open, sealing] = await Promise.all([
      partner ? api.settings({partner}) : Promise.resolve(null), api.settings({stopped: true}), api.circuits(), api.keys(),
    ]);
    return {settings, stopped, open, sealing};
  },
  page: ({data, at, act}) => html`
    <form class="filter" @submit=${event => {
      event.preventDefault();
      go(['partners'], {partner: event.target.elements.partner.value.trim()});
    }}>
      <label>Partner <input name="partner" .value=${live(at.parameters.partner ?? '')} placeholder="acme" autocomplete="off"></label>
      <button class="primary">Show</button>
    </form>
    ${data.settings === null ? nothing : html`<h2>Settings of ${at.parameters.partner}</h2>
      ${data.settings.length === 0 ? empty('This partner has no settings in force.') : settingsTable(data.settings, act)}`}
    <h2>Renewals that have stopped</h2>
    ${data.stopped.length === 0 ? empty('None.') : settingsTable(data.stopped, act)}
    <h2>Hosts left alone for a while</h2>
    ${circuits(data.open)}
    <h2>Sealing keys</h2>
    ${keys(data.sealing)}`,
};
