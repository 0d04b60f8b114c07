import {html, nothing} from '../lib/lit-html.js';
import {api} from '../api.js';
import {count} from '../format.js';
import {go} from '../router.js';

/** What is about to be replayed: the order, and what its dry run answered. */
let pending;
let redraw = () => {};

/** Asks what the order would do, shows the count, and replays only once that is confirmed. */
export async function confirmReplay(order) {
  pending = {order};
  redraw();
  document.getElementById('replay-dialog').showModal();
  try {
    const plan = await api.startReplay({...order, dry_run: true});
    pending = pending && {order, plan};
  } catch (failure) {
    pending = pending && {order, failure};
  }
  redraw();
}

function close() {
  document.getElementById('replay-dialog').close();
}

async function start(event, act) {
  event.preventDefault();
  const {rate, reason} = event.target.elements;
  const order = {...pending.order, rate: Number(rate.value), ...(reason.value && {reason: reason.value})};
  close();
  await act(async () => {
    const replay = await api.startReplay(order);
    go(['replays', replay.id]);
    return 'The replay has begun.';
  });
}

const planText = plan => html`
  <p><strong>${count(plan.sent, 'command')}</strong> would be sent${plan.matched === plan.sent ? '' : ` of ${plan.matched} that match`}.</p>
  ${plan.skipped.length || plan.unknown_ids.length ? html`<ul>
    ${plan.skipped.map(skip => html`<li>${count(skip.count, 'command')} skipped: ${skip.reason}</li>`)}
    ${plan.unknown_ids.map(id => html`<li>unknown: <code>${id}</code></li>`)}</ul>` : nothing}`;

export function replayDialog({act, draw}) {
  redraw = draw;
  const {plan, failure} = pending ?? {};
  return html`<dialog id="replay-dialog" aria-labelledby="replay-title" @close=${() => { pending = undefined; draw(); }}>
    <h2 id="replay-title">Replay</h2>
    ${failure ? html`<p class="notice bad" role="alert">${failure.message}</p>` : plan ? planText(plan) : html`<p class="muted" aria-busy="true">Counting…</p>`}
    <p class="muted">Safe at any time: what is in force and newer stays, what was applied stays.</p>
    <form @submit=${event => start(event, act)}>
      <label>Commands a second <input name="rate" type="number" value="50" min="1" max="10000" required></label>
      <label>Reason, for the record <input name="reason" maxlength="500" placeholder="the identity provider is back"></label>
      <div class="actions">
        <span class="grow"></span>
        <button type="button" @click=${close}>Cancel</button>
        <button class="primary" ?disabled=${!plan || plan.sent === 0}>Replay ${plan ? count(plan.sent, 'command') : ''}</button>
      </div>
    </form>
  </dialog>`;
}
