import type { PlannedField, PlannedMove } from '../contract/planMoves';
import type { CarriedModel } from './Propagation';

/** A model whose outputs have new names as a move of its own: it stays where it is, and its columns are renamed. */
export function planCarried({ model, renamed }: CarriedModel): PlannedMove {
  const [{ cause, columns }] = renamed;
  const fields = new Map(
    renamed.map(({ from, to, cause: path }): [string, PlannedField] => [
      from.toLowerCase(),
      { name: from, to, path, action: 'rename' },
    ]),
  );
  const newNames = columns?.map(
    name => fields.get(name.toLowerCase())?.to ?? name,
  );
  const relation = { kind: 'ref' as const, model };
  return {
    path: cause,
    tables: [],
    relations: [{ from: relation, to: relation }],
    fullNames: [],
    fields,
    oldColumns: columns && keysOf(columns),
    newColumns: newNames && keysOf(newNames),
    oldNames: columns,
    newNames,
    addedColumns: keysOf(renamed.map(({ to }) => to)),
    pseudoTargets: new Set(),
    sameColumns: false,
    propagates: true,
    isCarried: true,
  };
}

function keysOf(names: string[]): Set<string> {
  return new Set(names.map(name => name.toLowerCase()));
}
