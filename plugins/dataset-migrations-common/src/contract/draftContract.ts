import { stringify } from 'yaml';
import { editDistance } from './findNearestName';
import type { DatasetSide, FieldMapping } from './MappingContract';

/**
 * What is known of one side when a contract is drafted.
 * @public
 */
export interface DraftContractSide {
  entityRef: string;
  names: DatasetSide['names'];
  schema?: DatasetSide['schema'];
}

/**
 * What to draft a contract from.
 * @public
 */
export interface DraftContractOptions {
  /** Name of the contract; made from the new dataset's name if absent. */
  name?: string;
  title?: string;
  from: DraftContractSide;
  to: DraftContractSide;
}

const HEADER = [
  ' A draft. Columns of the same name are taken as unchanged; every other old column waits for you:',
  ' remove "change" and "note" where a column was only renamed, or say how its value follows from the new columns.',
].join('\n');

/**
 * A contract to start from, as YAML. Nothing is guessed for good: whatever is not plainly the same is put up for a decision.
 * @public
 */
export function draftContract(options: DraftContractOptions): string {
  const { from, to } = options;
  const name = options.name ?? contractNameOf(to.entityRef);
  const fields = draftFields({
    oldColumns: (from.schema ?? []).map(column => column.name),
    newColumns: (to.schema ?? []).map(column => column.name),
  });
  const contract = {
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'MappingContract',
    metadata: {
      name,
      title:
        options.title ?? `${nameOf(from.entityRef)} → ${nameOf(to.entityRef)}`,
    },
    spec: {
      outputs: 'preserve',
      datasets: [{ from: { ...from }, to: { ...to }, fields }],
    },
  };
  return `#${HEADER.replaceAll('\n', '\n#')}\n${stringify(contract, {
    lineWidth: 120,
  })}`;
}

/** A field for each old column without a namesake, and for each new column that nothing leads to. */
function draftFields(options: {
  oldColumns: string[];
  newColumns: string[];
}): FieldMapping[] {
  const { oldColumns, newColumns } = options;
  const free = new Set(newColumns.filter(name => !oldColumns.includes(name)));
  const moved = oldColumns
    .filter(name => !newColumns.includes(name))
    .map((from): FieldMapping => {
      const to = findLikelyColumn(from, [...free]);
      if (to === undefined) {
        const note = `No new column has a name like ${from}; say what replaces it, or write change dropped.`;
        return { from, change: 'judgement', note };
      }
      free.delete(to);
      const note = `Proposed because the names are alike; decide whether ${to} really holds what ${from} held.`;
      return { from, to, change: 'judgement', note };
    });
  return [
    ...moved,
    ...[...free].map((to): FieldMapping => ({ to, change: 'added' })),
  ];
}

/** The new column whose name is most like an old one; half of the letters or of the words have to agree. */
function findLikelyColumn(
  column: string,
  candidates: readonly string[],
): string | undefined {
  const [best] = candidates
    .map(candidate => ({ candidate, likeness: likenessOf(column, candidate) }))
    .filter(({ likeness }) => likeness >= 0.5)
    .sort((left, right) => right.likeness - left.likeness);
  return best?.candidate;
}

/** From 0 to 1, by letters or by the words of the name, whichever says more. */
function likenessOf(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  const letters = 1 - editDistance(a, b) / Math.max(a.length, b.length);
  const [wordsOfA, wordsOfB] = [a.split('_'), b.split('_')];
  const shared = wordsOfA.filter(word => wordsOfB.includes(word)).length;
  return Math.max(letters, shared / Math.max(wordsOfA.length, wordsOfB.length));
}

function nameOf(entityRef: string): string {
  return entityRef.split('/').pop() ?? entityRef;
}

function contractNameOf(entityRef: string): string {
  return nameOf(entityRef)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
