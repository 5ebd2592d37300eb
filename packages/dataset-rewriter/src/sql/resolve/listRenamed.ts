import { tableNameParts, tagged } from '../parse/readTree';
import type { SqlStatement } from '../parse/parseScript';
import type { Passage } from '../scope/Relation';
import type { ResolvedStatement } from './resolveStatement';

/** An output of a statement that has the new name of its column now. */
export interface RenamedColumn {
  /** Where the statement begins. */
  start: number;
  from: string;
  to: string;
  /** Path of the field in the contract. */
  cause: string;
  /** The parts of the name of the table that the statement makes; absent when it only gives rows. */
  table?: string[];
  /** All columns under their old names and in their order; absent when they are not known. */
  columns?: string[];
}

/** The outputs that whoever reads the statement sees under another name. */
export function listRenamed(
  { tree, start }: SqlStatement,
  { outputs }: ResolvedStatement,
): RenamedColumn[] {
  const made =
    tree && (tagged(tree, 'create_table') ?? tagged(tree, 'create_view'));
  const name = made && tagged(made, 'name');
  const columns = outputs.columns && [...outputs.columns.values()];
  const renamed = new Map(outputs.passages.flatMap(listOf));
  return [...renamed.values()].map(field => ({
    start,
    from: field.name,
    to: field.to,
    cause: field.path,
    ...(name && { table: tableNameParts(name).map(part => part.name) }),
    ...(columns && outputs.distinct && { columns }),
  }));
}

/** A star over the new dataset gives what it gave before. */
function listOf({ dataset: { move, side }, only, hidden }: Passage) {
  return [...move.fields].flatMap(([key, { name, to, path, action }]) =>
    (only || side === 'old') &&
    action === 'rename' &&
    to !== undefined &&
    !hidden.has(key) &&
    (only?.has(key) ?? true)
      ? [[key, { name, to, path }] as const]
      : [],
  );
}
