import {html, nothing} from '../lib/lit-html.js';
import {api} from '../api.js';
import {count, filterText, number} from '../format.js';

/** What is about to be replayed: the order, what its dry run answered or why not, and what to do once it has begun. */
let pending;
let redraw = () => {};

const dialog = () => document.getElementById('replay-dialog');

/** Asks what the order would do, shows the count, and replays only once that is confirmed. */
export function confirmReplay(order, begun = () => {}) {
  dialog().querySelector('form').reset();
  dialog().showModal();
  return ask({order, begun});
}

/** Only the answer to the latest question counts. */
async function ask({order, begun}) {
  const asked = {order, begun};
  pending = asked;
  redraw();
  const answer = await api.startReplay({...order, dry_run: true}).then(plan => ({plan}), failure => ({failure}));
  if (pending === asked) {
    pending = {...asked, ...answer};
    redraw();
  }
}

function limit(most) {
  if (!pending) {
    return;
  }
  const {limit: ignored, ...order} = pending.order;
  ask({...pending, order: most ? {...order, limit: Number(most)} : order});
}

/** What is refused is said in the dialog, which stays. */
async function start(event, lead) {
  event.preventDefault();
  const {rate, reason} = event.target.elements;
  const asked = pending;
  if (!asked.plan) {
    return;
  }
  pending = {...asked, starting: true, failure: undefined};
  redraw();
  const why = reason.value.trim();
  const order = {...asked.order, rate: Number(rate.value), ...(why && {reason: why})};
  try {
    const replay = await api.startReplay(order);
    asked.begun();
    dialog()?.close();
    lead(['replays', replay.id], 'The replay has begun.', its => its.state === 'running');
  } catch (failure) {
    pending = {...asked, failure};
    redraw();
  }
}

const planText = plan => html`
  <p><strong>${count(plan.sent, 'command')}</strong> would be sent${plan.matched === plan.sent ? '' : ` of ${number(plan.matched)} that match`}.</p>
  ${plan.skipped.length || plan.unknown_ids.length ? html`<ul>
    ${plan.skipped.map(skip => html`<li>${count(skip.count, 'command')} skipped: ${skip.reason}</li>`)}
    ${plan.unknown_ids.map(id => html`<li>unknown: <code>${id}</code></li>`)}</ul>` : nothing}`;

const answerText = ({plan, failure}) => html`
  ${failure ? html`<p class="notice bad" role="alert">${failure.message}</p>` : nothing}
  ${plan ? planText(plan) : failure ? nothing : html`<p class="muted" aria-busy="true">Counting…</p>`}`;

export function replayDialog({lead, draw}) {
  redraw = draw;
  const {order, plan, starting} = pending ?? {};
  return html`<dialog id="replay-dialog" aria-labelledby="replay-title" @close=${() => { pending = undefined; draw(); }}>
    <h2 id="replay-title">Replay</h2>
    ${order ? html`<p class="id">${filterText(order)}</p><div role="status">${answerText(pending)}</div>` : nothing}
    <p class="muted">Safe at any time: what is in force and newer stays, what was applied stays.</p>
    <form @submit=${event => start(event, lead)}>
      <div class="pair">
        <label>Commands a second <input name="rate" type="number" value="50" min="1" max="10000" required></label>
        <label>At most <input name="limit" type="number" min="1" placeholder="all of them" @change=${event => limit(event.target.value)}></label>
      </div>
      <label>Reason, for the record <input name="reason" maxlength="500" placeholder="the identity provider is back" autocomplete="off"></label>
      <div class="actions">
        <span class="grow"></span>
        <button type="button" @click=${() => dialog().close()}>Cancel</button>
        <button class="primary" ?disabled=${!plan || plan.sent === 0 || starting}>${starting ? 'Beginning…' : plan ? `Replay ${count(plan.sent, 'command')}` : 'Replay'}</button>
      </div>
    </form>
  </dialog>`;
}
