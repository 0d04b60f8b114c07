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

/** An order to replay them; where all are of one source, of no other. */
export function order() {
  const commands = [...selected.values()];
  const sources = new Set(commands.map(command => command.source));
  const [source] = sources;
  return {ids: commands.map(command => command.id), ...(sources.size === 1 && source && {source})};
}
