import {html, nothing} from '../lib/lit-html.js';
import {live} from '../lib/directives/live.js';
import {filterText, fromField, number, timesShown, toField} from '../format.js';
import {go, link} from '../router.js';

const STATES = ['failed', 'retrying', 'rejected', 'accepted', 'applied', 'superseded'];
const TEXTS = [
  ['partner', 'Partner', 'acme'], ['key', 'Record key', 'acme/transactional/default'], ['step', 'Step', 'token'], ['host', 'Host', 'id.example'],
];
const TIMES = [['since', 'Since'], ['until', 'Until']];
const CODES = ['2010', '2011', '2012', '2020'];
const PARKED = {true: 'parked', false: 'not parked'};
/** Where the filter leaves room for what it finds. */
const ROOMY = matchMedia('(min-width: 46rem)');
const ORDERS = {oldest: 'oldest first'};

/** What the address says of which commands are meant, without where in their list one is. */
export function filterOf({cursor, back, order, ...filter}) {
  return filter;
}

/** Where the same list is with something changed, from its first page on. */
export function changed(at, changes) {
  return link(['commands'], {...filterOf(at.parameters), order: at.parameters.order, ...changes});
}

const choose = (at, changes) => go(['commands'], {...filterOf(at.parameters), order: at.parameters.order, ...changes});

/**
 * Each state with how many commands of the filter are in it.
 *
 * @param groups undefined while that is not known
 */
export function stateTabs(at, groups) {
  const wanted = (at.parameters.state ?? '').split(',').filter(Boolean);
  const countOf = meant => groups?.filter(group => meant(group.value)).reduce((sum, group) => sum + group.count, 0);
  const tab = (state, text, value, current) => html`
    <a href=${changed(at, {state})} aria-current=${current ? 'true' : nothing}>${text} <span class="count">${number(value)}</span></a>`;
  return html`<nav class="tabs" aria-label="States">
    ${tab('', 'all', countOf(() => true), wanted.length === 0)}
    ${STATES.map(name => tab(name, name, countOf(value => value === name), wanted.includes(name)))}
  </nav>`;
}

const choice = (at, name, text, none, values) => html`
  <label>${text}
    <select name=${name} .value=${live(at.parameters[name] ?? '')} @change=${event => choose(at, {[name]: event.target.value})}>
      <option value="">${none}</option>
      ${Object.entries(values).map(([value, said]) => html`<option value=${value} ?selected=${at.parameters[name] === value}>${said}</option>`)}
    </select></label>`;

const known = (commands, name) => [...new Set(commands.map(command => command[name]).filter(Boolean))];

function submit(event, at) {
  event.preventDefault();
  const fields = Object.fromEntries([...new FormData(event.target)].map(([name, text]) => [name, text.trim()]));
  TIMES.forEach(([name]) => { fields[name] = fromField(fields[name]); });
  choose(at, fields);
}

/** Typing in a field must outlive a live update: a field takes the address's value only when that changes. */
export function filterForm(at, commands) {
  const zone = timesShown() === 'local' ? 'local' : 'UTC';
  const {state: ignored, ...others} = filterOf(at.parameters);
  return html`<details class="filter" ?open=${ROOMY.matches}>
    <summary>Filter${Object.keys(others).length ? `: ${filterText(others)}` : ''}</summary>
    <form class="filter" aria-label="Filter" @submit=${event => submit(event, at)}>
    ${TEXTS.map(([name, text, example]) => html`
      <label>${text} <input name=${name} .value=${at.parameters[name] ?? ''} placeholder=${example} list="known-${name}" autocomplete="off" spellcheck="false">
        <datalist id="known-${name}">${known(commands, name).map(value => html`<option>${value}</option>`)}</datalist></label>`)}
    ${choice(at, 'code', 'Code', 'any', Object.fromEntries(CODES.map(code => [code, code])))}
    ${choice(at, 'parked', 'Parked', 'any', PARKED)}
    ${choice(at, 'order', 'Order of arrival', 'newest first', ORDERS)}
    ${TIMES.map(([name, text]) => html`
      <label class="time">${text} (${zone}) <input name=${name} type="datetime-local" step="1" .value=${toField(at.parameters[name])}></label>`)}
    <button class="primary">Filter</button>
    ${Object.keys(filterOf(at.parameters)).length ? html`<button type="button" @click=${() => go(['commands'])}>Clear</button>` : nothing}
  </form></details>`;
}
