import { createLocator } from '../findings/locate';
import type { ColumnRead } from '../grammars/Grammar';
import type { ProofContext } from './QueryPair';
import type { ChangedText } from './readChangedFiles';
import type { QueryProof } from './types';

/** Columns that code other than SQL reads: each new one exists, and no old one is left. */
export function checkColumns(
  { path, after: text }: ChangedText,
  before: ColumnRead[],
  after: ColumnRead[],
  context: ProofContext,
): QueryProof[] {
  const locate = createLocator(text);
  const binds: QueryProof[] = [];
  const folders = new Set<string>();
  for (const read of after) {
    const problem = checkColumn(read, context);
    if (problem !== undefined && isFolder(read, before, context)) {
      folders.add(read.name);
    } else if (problem !== undefined) {
      const { line } = locate(read.start);
      binds.push({ file: path, line, status: 'failed', detail: problem });
    }
  }
  if (after.length < before.length) {
    binds.push({
      file: path,
      line: 1,
      status: 'notProved',
      detail: `It read ${before.length} columns, and ${after.length} of them could be followed.`,
    });
  } else if (after.length && !binds.length) {
    binds.push({
      file: path,
      line: locate(after[0].start).line,
      status: 'proved',
      detail: `The ${
        after.length
      } columns that it reads are in the new schema${describeFolders(
        folders,
      )}.`,
    });
  }
  return binds;
}

function describeFolders(folders: Set<string>): string {
  const names = [...folders].join(' and ');
  return folders.size
    ? `, assuming that folders of the files give ${names}, which neither schema lists`
    : '';
}

function checkColumn(
  { name, side, ...read }: ColumnRead,
  context: ProofContext,
): string | undefined {
  const schema = schemasOf(read, context);
  const isKnown = schema?.new.some(column => same(column.name, name));
  if (side === 'old') {
    return schema?.undefinedColumns.has(name.toLowerCase()) && isKnown
      ? undefined
      : `${name} is read of the old dataset still.`;
  }
  return isKnown ? undefined : `${name} is no column of the new dataset.`;
}

/** Whether the code has read the name before, and it can only be a folder of files such as `month=2024-01`. */
function isFolder(
  { name, side, ...read }: ColumnRead,
  before: ColumnRead[],
  context: ProofContext,
): boolean {
  const schema = schemasOf(read, context);
  return (
    side === 'new' &&
    schema?.isInFiles === true &&
    !schema.old.some(column => same(column.name, name)) &&
    before.some(
      other => other.move.path === read.move.path && same(other.name, name),
    )
  );
}

function schemasOf(
  { move }: Pick<ColumnRead, 'move'>,
  { moves, schemas }: ProofContext,
) {
  return schemas[moves.findIndex(({ path }) => path === move.path)];
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
