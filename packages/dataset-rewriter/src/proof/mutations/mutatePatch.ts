import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';

/** A way in which a patch can be wrong. */
export type MutationClass =
  | 'wrong column'
  | 'swapped columns'
  | 'dropped predicate'
  | 'wrong cast'
  | 'lost filter'
  | 'missed file'
  | 'touched stranger';

/** All ways, in the order in which they are shown. */
export const MUTATION_CLASSES: MutationClass[] = [
  'wrong column',
  'swapped columns',
  'dropped predicate',
  'wrong cast',
  'lost filter',
  'missed file',
  'touched stranger',
];

/** Texts of a file before and after a patch. */
export interface PatchedText {
  path: string;
  before: string;
  after: string;
}

/** A patch with one fault. */
export interface Mutation {
  kind: MutationClass;
  /** The file that is damaged, with its wrong text. */
  path: string;
  after: string;
  /** What was done, in a few words. */
  what: string;
}

interface ColumnPlace {
  start: number;
  end: number;
  name: string;
}

const PREDICATE =
  /\s+(?:and|where)\s+(?:(?!\b(?:and|or|where|group|order|qualify|having|limit|window|union|from|join|left|inner|select)\b)[^();]|\([^()]*\))+/gi;

/** All single faults of some classes that can be put in a right patch; the same patch gives the same list. */
export function mutatePatch(
  files: PatchedText[],
  contract: MappingContract,
): Mutation[] {
  const changed = files.filter(({ before, after }) => before !== after);
  return [
    ...changed.flatMap(file => mutateColumns(file, contract)),
    ...changed.flatMap(dropPredicates),
    ...changed.flatMap(file => loseFilter(file, contract)),
    ...changed.map(
      ({ path, before }): Mutation => ({
        kind: 'missed file',
        path,
        after: before,
        what: 'left as it was',
      }),
    ),
    ...files.flatMap(touchStranger),
  ];
}

function mutateColumns(file: PatchedText, contract: MappingContract) {
  const { path, after } = file;
  const places = findNewColumns(file, contract);
  const others = contract.spec.datasets.flatMap(({ to }) =>
    (to.schema ?? []).map(({ name }) => name),
  );
  const mutations: Mutation[] = [];
  for (const place of places) {
    const wrong = others.find(name => name !== place.name);
    if (wrong !== undefined) {
      mutations.push({
        kind: 'wrong column',
        path,
        after: replace(after, place, wrong),
        what: `${place.name} is ${wrong}`,
      });
    }
    const isCast = /\bas\s+int64\s*\)/i.exec(after.slice(place.end));
    mutations.push({
      kind: 'wrong cast',
      path,
      after:
        isCast?.index !== undefined && isCast.index < 3
          ? replace(
              after,
              {
                start: place.end + isCast.index,
                end: place.end + isCast.index + isCast[0].length,
              },
              'AS FLOAT64)',
            )
          : castQualified(after, place),
      what: `${place.name} is cast`,
    });
  }
  const first = places[0];
  const second = places.find(place => place.name !== first?.name);
  if (first && second) {
    const [a, b] = [first, second].sort((x, y) => x.start - y.start);
    mutations.push({
      kind: 'swapped columns',
      path,
      after: replace(replace(after, b, a.name), a, b.name),
      what: `${a.name} and ${b.name} are swapped`,
    });
  }
  return mutations;
}

/** Columns that the patch has put in. */
function findNewColumns(
  { before, after }: PatchedText,
  contract: MappingContract,
): ColumnPlace[] {
  const names = contract.spec.datasets.flatMap(({ fields }) =>
    fields.flatMap(({ to, change }) =>
      change === undefined ? [to ?? []].flat() : [],
    ),
  );
  return names
    .filter(name => !new RegExp(`\\b${name}\\b`).test(before))
    .flatMap(name =>
      [...after.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].map(match => ({
        start: match.index,
        end: match.index + name.length,
        name,
      })),
    )
    .sort((a, b) => a.start - b.start);
}

function castQualified(text: string, { start, end }: ColumnPlace): string {
  const qualifier = /[\w`"]+\.$/.exec(text.slice(0, start))?.[0] ?? '';
  const from = start - qualifier.length;
  return replace(
    text,
    { start: from, end },
    `CAST(${text.slice(from, end)} AS STRING)`,
  );
}

function dropPredicates({ path, after }: PatchedText): Mutation[] {
  return isSql(path)
    ? [...after.matchAll(PREDICATE)].map(match => ({
        kind: 'dropped predicate' as const,
        path,
        after: replace(
          after,
          { start: match.index, end: match.index + match[0].length },
          /^\s+where/i.test(match[0]) && followedByAnd(after, match)
            ? ' WHERE TRUE '
            : ' ',
        ),
        what: match[0].trim().replace(/\s+/g, ' ').slice(0, 60),
      }))
    : [];
}

function followedByAnd(text: string, match: RegExpExecArray): boolean {
  return /^\s*(and|or)\b/i.test(text.slice(match.index + match[0].length));
}

function loseFilter(
  { path, before, after }: PatchedText,
  contract: MappingContract,
): Mutation[] {
  return contract.spec.datasets.flatMap(({ rows }) => {
    if (!rows) {
      return [];
    }
    const filter = rows.where
      .split(/\s+/)
      .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+');
    const pattern = new RegExp(`(?:\\w+\\.)?${filter}`, 'g');
    return pattern.test(before)
      ? []
      : [...after.matchAll(pattern)].map(match => ({
          kind: 'lost filter' as const,
          path,
          after: replace(
            after,
            { start: match.index, end: match.index + match[0].length },
            'TRUE',
          ),
          what: match[0],
        }));
  });
}

/** A literal of a changed query, or a query that reads other tables, becomes another one. */
function touchStranger({ path, after }: PatchedText): Mutation[] {
  const literal = /(?<=[=<>(,]\s?)\d+\b/.exec(after);
  const column = isSql(path)
    ? /\bselect\s+(\w+)\b(?!\s*\()/i.exec(after)
    : null;
  const changes = [
    ...(literal && isSql(path)
      ? [
          {
            start: literal.index,
            end: literal.index + literal[0].length,
            text: String(Number(literal[0]) + 1),
          },
        ]
      : []),
    ...(column
      ? [
          {
            start: column.index + column[0].length - column[1].length,
            end: column.index + column[0].length,
            text: `${column[1]}_too`,
          },
        ]
      : []),
  ];
  return changes.map(({ text, ...span }) => ({
    kind: 'touched stranger',
    path,
    after: replace(after, span, text),
    what: `${after.slice(span.start, span.end)} is ${text}`,
  }));
}

function isSql(path: string): boolean {
  return /\.sql$/i.test(path);
}

function replace(
  text: string,
  { start, end }: { start: number; end: number },
  by: string,
): string {
  return text.slice(0, start) + by + text.slice(end);
}
