import { isMap, type YAMLMap } from 'yaml';
import type { PlannedMove } from '../contract/planMoves';
import {
  listScalars,
  mapsAt,
  parseYaml,
  scalarAt,
  textOf,
} from '../yaml/parseYaml';
import type { TextFile } from './DbtProjects';
import { readSourceHeader, sameName } from './sourceBlocks';

/** A source as YAML declares it. */
export interface DeclaredSource {
  path: string;
  name: string;
  tables: string[];
  schema?: string;
  database?: string;
  /** What the source says of itself, other than prose. */
  values: string[];
  /** Why another entry cannot be started in the middle of its tables. */
  splitProblem?: string;
}

/** The sources that a YAML file declares. */
export function readSources({ path, text }: TextFile): DeclaredSource[] {
  if (!/^\s*sources\s*:/m.test(text)) {
    return [];
  }
  const parsed = parseYaml(text);
  return 'problem' in parsed
    ? []
    : parsed.documents.flatMap(({ contents }) =>
        isMap(contents)
          ? mapsAt(contents, 'sources').map(b => readSource(b, path, text))
          : [],
      );
}

function readSource(
  block: YAMLMap,
  path: string,
  text: string,
): DeclaredSource {
  const name = textOf(scalarAt(block, 'name')) ?? '';
  const header = readSourceHeader(block, text);
  return {
    path,
    name,
    tables: mapsAt(block, 'tables').flatMap(
      table => textOf(scalarAt(table, 'name')) ?? [],
    ),
    schema: textOf(scalarAt(block, 'schema')),
    database: textOf(scalarAt(block, 'database')),
    values: listScalars(block)
      .filter(({ path: keys, isKey }) => keys[0] !== 'tables' && !isKey)
      .flatMap(({ scalar, path: keys }) =>
        keys.includes('description') ? [] : textOf(scalar)?.toLowerCase() ?? [],
      ),
    splitProblem: 'problem' in header ? header.problem : undefined,
  };
}

/** Whether schema or database of the source are others for the new dataset. */
export function changesLocation(
  { schema, database }: DeclaredSource,
  { tables }: PlannedMove,
): boolean {
  return tables.some(({ from, to }) =>
    [
      { written: schema, fromEnd: 2 },
      { written: database, fromEnd: 3 },
    ].some(
      ({ written, fromEnd }) =>
        written !== undefined &&
        sameName(from.at(-fromEnd), written) &&
        from.at(-fromEnd) !== to.at(-fromEnd),
    ),
  );
}

/** A schema or database that is not the old one's says that the contract means another place. */
export function findOtherLocation(
  { schema, database }: DeclaredSource,
  { tables }: PlannedMove,
  oldSource: string,
  newSource: string,
): string | undefined {
  // A source without schema lies in the schema of its own name.
  const follows = tables.some(({ to }) => sameName(to.at(-2), newSource));
  if (!schema && oldSource !== newSource && tables.length && !follows) {
    return `The source says no schema, and ${newSource} is not the new dataset's. Declare it by hand, then run again.`;
  }
  const wrong = (written: string | undefined, fromEnd: number) =>
    written !== undefined &&
    tables.length > 0 &&
    !tables.some(({ from }) => sameName(from.at(-fromEnd), written));
  if (wrong(schema, 2)) {
    return `schema: ${schema} is not the old dataset's. Rename the source by hand, then run again.`;
  }
  return wrong(database, 3)
    ? `database: ${database} is not the old dataset's. Rename the source by hand, then run again.`
    : undefined;
}
