import { isPair, isScalar, visit, type Document, type Scalar } from 'yaml';
import { isProse } from '../configuration/keys';
import type { PlannedMove, TablePair } from '../contract/planMoves';
import { YamlEditor } from '../dbt/YamlEditor';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';
import { listScalars, textOf } from './parseYaml';

/** Fewer words may stand together by chance. */
const LEAST_PARTS = 3;

/** Replaces names that are written as a list of their parts, such as `[project, dataset, table]`. */
export function replaceNameLists(
  document: Document,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const editor = YamlEditor.create(options);
  visit(document, {
    Seq: (_key, { items }, ancestors) => {
      const path = ancestors.flatMap(node =>
        isPair(node) && isScalar(node.key) ? String(node.key.value) : [],
      );
      const parts = items.filter(item => isScalar(item));
      const found = isProse(path) ? undefined : findTable(parts, options.moves);
      if (found && parts.length === items.length) {
        replaceParts(parts, found, document, editor);
      }
    },
  });
  return editor.analysis;
}

interface FoundTable {
  move: PlannedMove;
  table: TablePair;
}

function findTable(
  parts: Scalar[],
  moves: PlannedMove[],
): FoundTable | undefined {
  const written = parts.map(part => textOf(part));
  for (const move of moves) {
    const table = move.tables.find(
      ({ from, to }) =>
        from.length >= LEAST_PARTS &&
        from.length === to.length &&
        !from.some(part => part.endsWith('*')) &&
        from.length === written.length &&
        from.every((part, index) => part === written[index]),
    );
    if (table) {
      return { move, table };
    }
  }
  return undefined;
}

/** All parts, or none. */
function replaceParts(
  parts: Scalar[],
  { move, table }: FoundTable,
  document: Document,
  editor: YamlEditor,
) {
  const last = parts.at(-1);
  const column = findColumn(document, editor.options);
  const problem =
    move.obstacle ??
    (column === undefined
      ? undefined
      : `The document names the column ${column} too, and what reads it is not known. Migrate it by hand.`);
  editor.refer(last);
  if (problem !== undefined) {
    editor.leave(last, problem);
    return;
  }
  parts.forEach((part, index) =>
    editor.replace(part, table.to[index], `${move.path}.to.names`),
  );
}

/** A changed column that the document names outside of SQL and prose. */
function findColumn(
  document: Document,
  { mentions }: AnalyzeFileOptions,
): string | undefined {
  return listScalars(document.contents)
    .filter(({ path }) => !isProse(path))
    .map(({ scalar }) => textOf(scalar) ?? '')
    .filter(text => !startsLikeSql(text))
    .flatMap(text => mentions.findColumns(text))
    .at(0)?.name;
}
