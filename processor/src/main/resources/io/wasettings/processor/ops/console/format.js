import {html, nothing} from './lib/lit-html.js';

/** How times are written in lists; the others stand behind them. */
export const TIMES = {ago: 'relative', utc: 'UTC', local: 'local'};
let times = 'ago';

export function timesShown() {
  return times;
}

export function showTimes(name) {
  times = name;
}

const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
const relativeFormat = new Intl.RelativeTimeFormat('en');

function relative(time) {
  const seconds = Math.round((time - Date.now()) / 1000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? [];
  return unit ? relativeFormat.format(Math.trunc(seconds / size), unit) : 'now';
}

const utc = time => time.toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
const local = time => time.toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'long'});

/** A time as the operator wants it, all readings of it behind it. */
export function when(text) {
  if (!text) {
    return nothing;
  }
  const time = new Date(text);
  const shown = {ago: relative, utc, local}[times](time);
  return html`<time datetime=${text} title="${relative(time)}, ${utc(time)}, here ${local(time)}">${shown}</time>`;
}

/** A time with two readings in sight. */
export function fullTime(text) {
  if (!text) {
    return nothing;
  }
  const time = new Date(text);
  return html`${times === 'local' ? local(time) : utc(time)} <span class="muted">(${relative(time)})</span>`;
}

/** A time of day, for what is as new as that. */
export const timeOfDay = time => times === 'local' ? time.toLocaleTimeString() : `${time.toISOString().slice(11, 19)} UTC`;

/** What a field of date and time holds: UTC, unless local times are shown. */
export function toField(text) {
  const time = new Date(text ?? '');
  if (Number.isNaN(time.getTime())) {
    return '';
  }
  return new Date(times === 'local' ? time - time.getTimezoneOffset() * 60_000 : time).toISOString().slice(0, 19);
}

export const fromField = text => text && new Date(times === 'local' ? text : `${text}Z`).toISOString().replace('.000', '');

export const state = name => html`<span class="state ${name}">${name.replace('_', ' ')}</span>`;

/** A key, which a narrow column breaks between its parts rather than within one. */
export const keyText = key => key?.split('/').map((part, place) => place ? html`/<wbr>${part}` : part);

export const number = value => value?.toLocaleString('en') ?? '–';

export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

export const empty = text => html`<p class="empty">${text}</p>`;

/** A filter, or an order for a replay, in words. */
export function filterText(filter) {
  const said = Object.entries(filter).filter(([, value]) => value !== null && value !== '' && value?.length !== 0);
  return said.map(([name, value]) => name === 'ids' ? count(value.length, 'id') : name === 'all' ? 'all that failed' : `${name} ${value}`).join(', ');
}
