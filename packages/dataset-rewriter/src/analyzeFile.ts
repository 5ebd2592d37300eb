import type { AnalysisContext } from './createAnalysisContext';
import type { TextFile } from './dbt/DbtProjects';
import { createSpanIndex } from './edits/createSpanIndex';
import type { FileAnalysis } from './files/FileAnalysis';
import type { Mention } from './files/findMentions';
import type { Draft } from './findings/Draft';
import { createLocator } from './findings/locate';
import type { Grammar } from './grammars/Grammar';
import type { RenamedColumn } from './sql/resolve/listRenamed';
import { orderDialects } from './sql/orderDialects';
import { translateMoves } from './sql/translateMoves';
import type { Edit } from './types';

/** What is to be done with one file, as plain data. */
export interface FilePlan {
  edits: Edit[];
  drafts: Draft[];
  /** Names of the old dataset that code reads, edited or left. */
  references: Mention[];
  notes: string[];
  /** Outputs of queries that have a new name now. */
  outputs: RenamedColumn[];
}

/** Looks at one text; changes nothing. */
export function analyzeFile(
  { path, text }: TextFile,
  context: AnalysisContext,
  grammar: Grammar,
): FilePlan {
  const { mentions } = context;
  const [dialect, ...otherDialects] = orderDialects(
    text,
    context.dialects,
    context.moves,
  );
  const analysis = grammar.analyze({
    ...context,
    moves: translateMoves(
      [...context.moves, ...context.carriedInto(path)],
      dialect,
    ),
    flows: context.flowsIn(path),
    dialect,
    otherDialects,
    path,
    text,
  });
  const { edits, drafts: reported } = analysis;
  const known = createSpanIndex([
    ...analysis.known,
    ...reported.map(({ start }) => ({ start, end: start + 1 })),
  ]);
  const prose = createSpanIndex(analysis.prose);
  const edited = createSpanIndex(edits);
  const rest: Mention[] = [];
  const notes: string[] = [];
  const locate = createLocator(text);
  for (const mention of mentions.findNames(text)) {
    if (known.overlaps(mention)) {
      continue;
    }
    if (prose.overlaps(mention) && !edited.overlaps(mention)) {
      const { line } = locate(mention.start);
      notes.push(
        `${path}:${line} names ${mention.name} in prose, which was left.`,
      );
    } else {
      rest.push(mention);
    }
  }
  const unedited = findReasons(rest, analysis);
  const columns = unedited.some(({ kind }) => kind === 'unsupported')
    ? findUnsettled(mentions.findColumns(text), analysis)
    : [];
  const drafts = [
    ...reported,
    ...unedited,
    ...columns.map(
      (column): Draft => ({
        kind: 'unsupported',
        start: column.start,
        field: column.name,
        message: `${column.name} may be the column that changes; what reads it is not SQL. Migrate it by hand.`,
      }),
    ),
  ];
  const references = [
    ...rest,
    ...analysis.references.map(span => ({
      start: span.start,
      end: span.end,
      name: text.slice(span.start, span.end),
    })),
  ];
  return {
    edits,
    drafts: withoutRepeats(drafts),
    references,
    notes,
    outputs: analysis.outputs ?? [],
  };
}

/** For each mention, in the order of the text, the reason of the smallest part that holds it. */
function findReasons(rest: Mention[], { reasons }: FileAnalysis): Draft[] {
  const sorted = [...reasons].sort((a, b) => a.start - b.start);
  let next = 0;
  let open: FileAnalysis['reasons'] = [];
  return rest.map(({ start, end }) => {
    while (next < sorted.length && sorted[next].start <= start) {
      open.push(sorted[next]);
      next += 1;
    }
    open = open.filter(reason => reason.end > start);
    const [nearest] = open
      .filter(reason => end <= reason.end)
      .sort((a, b) => a.end - a.start - (b.end - b.start));
    return nearest
      ? { start, kind: nearest.kind, message: nearest.message }
      : {
          start,
          kind: 'unsupported',
          message: 'Code of this kind is not rewritten. Migrate it by hand.',
        };
  });
}

/** Columns that do not stand in SQL that was understood, nor where nothing is read. */
function findUnsettled(
  columns: Mention[],
  { edits, prose, reasons, drafts }: FileAnalysis,
): Mention[] {
  const settled = createSpanIndex([
    ...edits,
    ...prose,
    ...reasons.filter(({ kind }) => kind !== 'unsupported'),
  ]);
  const spokenOf = new Set(drafts.map(({ start }) => start));
  return columns.filter(
    column => !settled.overlaps(column) && !spokenOf.has(column.start),
  );
}

function withoutRepeats(drafts: Draft[]): Draft[] {
  const seen = new Set<string>();
  return drafts
    .sort((a, b) => a.start - b.start)
    .filter(({ start, message }) => {
      const key = `${start} ${message}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}
