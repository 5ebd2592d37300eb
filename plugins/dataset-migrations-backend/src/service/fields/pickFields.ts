import type { ChosenFields } from './chooseFields';

/** A value with the chosen fields only, also in each element of a list; all of it where none is chosen. */
export function pickFields(value: unknown, chosen: ChosenFields): unknown {
  if (chosen.size === 0 || typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(each => pickFields(each, chosen));
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const below = chosen.get(name);
      return below ? [[name, pickFields(inner, below)]] : [];
    }),
  );
}
