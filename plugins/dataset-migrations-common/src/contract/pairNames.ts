import type { DatasetMove, DatasetName } from './MappingContract';

/**
 * An old name and the new one that takes its place.
 * @public
 */
export interface NamePair {
  from: DatasetName;
  to: DatasetName;
}

/** A name, with its place in the list of its side. */
export interface PlacedName {
  name: DatasetName;
  index: number;
}

/** What pairs up, and what is left over on either side. */
export interface NamePairing {
  pairs: { from: PlacedName; to: PlacedName }[];
  unpairedFrom: PlacedName[];
  unpairedTo: PlacedName[];
}

/**
 * The old and new names of a move, paired by platform and order. Of dbt, a model pairs with a model and a source with a source.
 * @public
 */
export function pairNames(move: DatasetMove): NamePair[] {
  return pairPlacedNames(move).pairs.map(({ from, to }) => ({
    from: from.name,
    to: to.name,
  }));
}

/** As `pairNames`, with what could not be paired. */
export function pairPlacedNames(move: DatasetMove): NamePairing {
  const newNames = groupByKind(move.to.names);
  const pairing: NamePairing = { pairs: [], unpairedFrom: [], unpairedTo: [] };
  for (const [kind, oldNames] of groupByKind(move.from.names)) {
    const replacements = newNames.get(kind) ?? [];
    oldNames.forEach((from, order) => {
      const to = replacements[order];
      if (to) {
        pairing.pairs.push({ from, to });
      } else {
        pairing.unpairedFrom.push(from);
      }
    });
    newNames.set(kind, replacements.slice(oldNames.length));
  }
  pairing.pairs.sort((left, right) => left.from.index - right.from.index);
  pairing.unpairedTo = [...newNames.values()].flat();
  return pairing;
}

/** What a name pairs by: its platform, and for dbt whether it is a model or a source. */
export function kindOfName(name: DatasetName): string {
  if (name.platform !== 'dbt') {
    return name.platform;
  }
  return 'ref' in name ? 'dbt ref' : 'dbt source';
}

/** The name itself, as the contract spells it. */
export function textOfName(name: DatasetName): string {
  if (name.platform !== 'dbt') {
    return name.name;
  }
  return 'ref' in name ? name.ref : name.source;
}

function groupByKind(names: readonly DatasetName[]): Map<string, PlacedName[]> {
  const groups = new Map<string, PlacedName[]>();
  names.forEach((name, index) => {
    const kind = kindOfName(name);
    groups.set(kind, [...(groups.get(kind) ?? []), { name, index }]);
  });
  return groups;
}
