'use strict';

// The token lives in this variable alone, and is gone with the tab.
let token = '';
let listed = null;

const element = id => document.getElementById(id);

function say(text, isProblem = false) {
  element('message').textContent = text;
  element('message').classList.toggle('problem', isProblem);
}

async function call(path, body) {
  const response = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: {'Authorization': `Bearer ${token}`, ...(body && {'Content-Type': 'application/json'})},
    body: body && JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.detail || `The server answered ${response.status}.`);
  }
  return answer;
}

// Values are set as text, never as markup: they come from partners.
function show(tableBody, rows) {
  element(tableBody).replaceChildren(...rows.map(cells => {
    const row = document.createElement('tr');
    row.append(...cells.map(value => {
      const cell = document.createElement('td');
      cell.textContent = value ?? '';
      return cell;
    }));
    return row;
  }));
}

function filter() {
  const fields = Object.fromEntries(new FormData(element('filter')));
  const wanted = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  if (wanted.code) {
    wanted.code = Number(wanted.code);
  }
  if (wanted.parked) {
    wanted.parked = true;
  }
  return wanted;
}

async function list() {
  const wanted = filter();
  const commands = await call('/ops/replays', {...wanted, dry_run: true});
  listed = wanted;
  show('commands', commands.map(command => [
    command.failed_at, command.command_id, command.key, command.code, command.step, command.cause, command.attempts,
    `${command.replays}${command.parked ? ' (parked)' : ''}`,
  ]));
  element('listed').textContent = commands.length === 1 ? '1 command' : `${commands.length} commands`;
  element('result').hidden = false;
  element('replay').hidden = commands.length === 0;
}

async function showReplays() {
  const replays = await call('/ops/replays');
  show('replays', replays.map(replay => [
    replay.requested_at, replay.requested_by, replay.state, replay.matched, replay.sent, replay.skipped, replay.problem,
  ]));
  element('log').hidden = false;
  return replays;
}

async function follow(id) {
  const replay = (await showReplays()).find(each => each.id === id);
  if (replay && replay.state === 'running') {
    say(`Replaying: ${replay.sent + replay.skipped} of ${replay.matched}.`);
    await new Promise(resolve => setTimeout(resolve, 500));
    return follow(id);
  }
  say(replay ? `Replay ${replay.state}: ${replay.sent} sent, ${replay.skipped} skipped.` : 'Replay begun.');
  return list();
}

function onSubmit(id, action) {
  element(id).addEventListener('submit', async event => {
    event.preventDefault();
    say('');
    const button = event.submitter;
    if (button) {
      button.disabled = true;
    }
    try {
      await action();
    } catch (problem) {
      say(problem.message, true);
    } finally {
      if (button) {
        button.disabled = false;
      }
    }
  });
}

onSubmit('access', async () => {
  token = element('token').value;
  await list();
  await showReplays();
  element('filter').hidden = false;
});

onSubmit('filter', list);

onSubmit('replay', async () => {
  const rate = Number(new FormData(element('replay')).get('rate'));
  const replay = await call('/ops/replays', {...listed, rate});
  await follow(replay.id);
});
