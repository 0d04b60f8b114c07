import {html, nothing} from './lib/lit-html.js';

let utc = true;

export function showsUtc() {
  return utc;
}

export function toggleUtc() {
  utc = !utc;
}

const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
const relativeFormat = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});

function relative(time) {
  const seconds = Math.round((time - Date.now()) / 1000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS[3];
  return relativeFormat.format(Math.trunc(seconds / size), unit);
}

function absolute(time) {
  return utc
    ? time.toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
    : time.toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'medium'});
}

/** A time as people say it, the exact one behind it. */
export function when(text) {
  if (!text) {
    return nothing;
  }
  const time = new Date(text);
  return html`<time datetime=${text} title=${absolute(time)}>${relative(time)}</time>`;
}

/** A time with both readings in sight. */
export function fullTime(text) {
  return text ? html`${absolute(new Date(text))} <span class="muted">(${relative(new Date(text))})</span>` : nothing;
}

export const state = name => html`<span class="state ${name}">${name.replace('_', ' ')}</span>`;

export const count = (number, one, many = `${one}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export const empty = text => html`<p class="empty">${text}</p>`;
