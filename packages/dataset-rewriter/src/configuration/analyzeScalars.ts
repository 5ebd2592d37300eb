import type { Span } from '../edits/Edit';
import { createSpanIndex } from '../edits/createSpanIndex';
import { analyzeComposedSql } from '../embedded/analyzeComposedSql';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import type { ComposedText } from '../embedded/ComposedText';
import {
  addAnalysis,
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { matchDatasetName } from '../frames/matchDatasetName';
import { settlePieces } from '../pieces/settlePieces';
import type { ColumnUse } from '../sql/resolve/uses';
import type { Edit } from '../types';
import { findPieces } from './findPieces';
import { isProse, WRITES } from './keys';

/** A scalar of a configuration file, such as JSON or YAML. */
export interface ConfigurationScalar extends Span {
  /** What it says, with the place of each character. */
  composed: ComposedText;
  /** The keys that lead to it. */
  path: string[];
  isKey: boolean;
  /** Where the mapping begins of which it is a key or a value; absent in a list. */
  holder?: number;
  /** Whether other places of the file say the same by pointing here. */
  isShared?: boolean;
  /** Puts a comment above a use of its SQL; absent where the format has no comments. */
  comment?(use: ColumnUse, offset: number, barriers: Span[]): Edit[];
}

/**
 * The rule for every configuration file: SQL in a scalar is rewritten as SQL; a scalar that is a dataset's name and nothing
 * else, and pieces of a name that stand beside each other, are replaced, unless the document names a changed column outside
 * of SQL too.
 */
export function analyzeScalars(
  scalars: ConfigurationScalar[],
  known: Span[],
  options: AnalyzeFileOptions,
): FileAnalysis {
  const { mentions } = options;
  const analysis = emptyAnalysis();
  const names: ConfigurationScalar[] = [];
  let column: string | undefined;
  for (const scalar of scalars) {
    const { text } = scalar.composed;
    if (isProse(scalar.path)) {
      analysis.prose.push(...(scalar.isKey ? [] : [scalar]));
    } else if (!scalar.isKey && startsLikeSql(text)) {
      addAnalysis(analysis, analyzeSqlScalar(scalar, options));
    } else {
      column ??= mentions.findColumns(text).at(0)?.name;
      names.push(scalar);
    }
  }
  addAnalysis(
    analysis,
    settlePieces(
      {
        pieces: findPieces(names, known),
        columnObstacle: column === undefined ? undefined : describe(column),
      },
      options,
    ),
  );
  const taken = createSpanIndex([...known, ...analysis.known]);
  for (const scalar of names) {
    const isFree = !scalar.isKey && !taken.overlaps(scalar);
    if (isFree) {
      addAnalysis(analysis, replaceScalar(scalar, column, options));
    }
  }
  return analysis;
}

function analyzeSqlScalar(
  { composed, comment = () => [] }: ConfigurationScalar,
  options: AnalyzeFileOptions,
): FileAnalysis {
  return options.mentions.concerns(composed.text)
    ? analyzeComposedSql({ composed, comment }, options)
    : emptyAnalysis();
}

function replaceScalar(
  { composed, start, end, path }: ConfigurationScalar,
  column: string | undefined,
  { moves, dialect, mentions }: AnalyzeFileOptions,
): FileAnalysis {
  const value = composed.text;
  const name = { start: 0, end: value.length, value };
  const match = matchDatasetName(name, moves, dialect);
  // a common word such as `users` says nothing on its own
  const saysNothing =
    match.kind === 'unproved' && !mentions.findNames(value).length;
  if (
    saysNothing ||
    match.kind === 'other' ||
    (match.kind === 'dataset' && match.side === 'new')
  ) {
    return emptyAnalysis();
  }
  const found = { known: [{ start, end }], references: [{ start, end }] };
  const leave = (message: string): FileAnalysis => ({
    ...emptyAnalysis(),
    ...found,
    drafts: [{ kind: 'unproved', start, message }],
  });
  if (match.kind === 'unproved') {
    return leave(match.message);
  }
  const edits = match.edits.map(edit => composed.toEdit(edit));
  if (match.move.obstacle !== undefined) {
    return leave(match.move.obstacle);
  }
  const writer = path.slice(-2).find(key => WRITES.test(key));
  if (writer !== undefined) {
    return leave(
      `The key ${writer} says that the dataset is written to. Move what writes it by hand, when nobody reads it any more.`,
    );
  }
  if (column !== undefined) {
    return leave(describe(column));
  }
  return edits.includes(undefined) || value.length !== end - start
    ? leave('The name is not written as it reads. Migrate it by hand.')
    : {
        ...emptyAnalysis(),
        ...found,
        edits: edits.filter(edit => edit !== undefined),
      };
}

function describe(column: string): string {
  return `The document names the column ${column} too, and what reads it is not known. Migrate it by hand.`;
}
