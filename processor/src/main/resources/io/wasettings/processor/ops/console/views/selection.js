/** Commands that were picked from a list. They outlive a page of it, but not another filter. */
let selected = new Map();
let selectedWithin = '';

const identity = command => `${command.source} ${command.id}`;

export const isSelected = command => selected.has(identity(command));

export const howMany = () => selected.size;

export function clear() {
  selected = new Map();
}

/** Forgets what was picked under another filter. */
export function within(filter) {
  const text = JSON.stringify(filter);
  if (text !== selectedWithin) {
    clear();
    selectedWithin = text;
  }
}

export function select(commands, on) {
  commands.forEach(command => on ? selected.set(identity(command), command) : selected.delete(identity(command)));
}

/** What was picked of each source with an order to replay that: ids tell commands apart within one source alone. */
export function bySource() {
  const commands = [...selected.values()];
  return [...new Set(commands.map(command => command.source))].map(source => {
    const its = commands.filter(command => command.source === source);
    return {source, commands: its, order: {ids: its.map(command => command.id), ...(source && {source})}};
  });
}
