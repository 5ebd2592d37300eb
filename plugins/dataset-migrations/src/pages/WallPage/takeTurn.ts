/** What a screen that nobody touches shows of a long list, for a while. */
export interface Turn<T> {
  items: T[];
  /** Number of the first and the last of them, from 1. */
  from: number;
  to: number;
}

const TURN_MS = 20_000;

/** As many as there is room for, each in its turn: which ones follows from the time alone, so that nothing has to be kept. */
export function takeTurn<T>(
  list: readonly T[],
  options: { room: number; now: Date },
): Turn<T> {
  const { room, now } = options;
  const turns = Math.max(1, Math.ceil(list.length / room));
  const start = (Math.floor(now.getTime() / TURN_MS) % turns) * room;
  const items = list.slice(start, start + room);
  return { items, from: start + 1, to: start + items.length };
}
