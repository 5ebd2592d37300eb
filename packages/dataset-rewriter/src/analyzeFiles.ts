import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import { planMoves, type PlannedMove } from './contract/planMoves';
import { findDbtProjects, type DbtProjects } from './dbt/DbtProjects';
import { overlaps } from './edits/Edit';
import { decodeFile } from './files/decodeFile';
import type { CheckoutFile, FileAnalysis } from './files/FileAnalysis';
import {
  createMentionFinder,
  type Mention,
  type MentionFinder,
} from './files/findMentions';
import type { Draft } from './findings/Draft';
import { createLocator } from './findings/locate';
import type { Grammar } from './grammars/Grammar';
import { loadGrammars } from './grammars/loadGrammars';
import { chooseDialect, type SqlDialect } from './sql/parse/dialects';
import type { Edit, RewriteOptions, SourceFile } from './types';

/** What is to be done with one file, before anything is done. */
export interface AnalyzedFile {
  path: string;
  content: Uint8Array;
  text: string;
  edits: Edit[];
  drafts: Draft[];
  /** Names of the old dataset that code reads, edited or left. */
  references: Mention[];
}

/** What is to be done with a checkout. */
export interface CheckoutAnalysis {
  /** Only files that concern the contract; sorted by path. */
  files: AnalyzedFile[];
  unreadable: Finding[];
  notes: string[];
}

/** Looks at all files of a checkout; changes nothing. */
export async function analyzeFiles({
  contract,
  files,
}: RewriteOptions): Promise<CheckoutAnalysis> {
  const moves = planMoves(contract);
  const mentions = createMentionFinder(moves);
  const unreadable: Finding[] = [];
  const readable: { file: SourceFile; text: string }[] = [];
  for (const file of sortByPath(files)) {
    const decoded = decodeFile(file.content);
    if ('text' in decoded) {
      readable.push({ file, text: decoded.text });
    } else {
      unreadable.push(...describeUnreadable(file, decoded.problem, mentions));
    }
  }
  const checkout = readable.map(({ file: { path }, text }) => ({ path, text }));
  const shared = {
    moves,
    mentions,
    dialect: chooseDialect(contract),
    guide: contract.spec.guide,
    projects: findDbtProjects(checkout),
    checkout,
  };
  const notes: string[] = [];
  const concerned = readable.filter(({ text }) => mentions.concerns(text));
  const grammarOf = await loadGrammars(concerned.map(({ file }) => file.path));
  const analyzed = concerned.map(({ file, text }) =>
    analyzeFile(file, text, shared, grammarOf(file.path), notes),
  );
  return { files: analyzed, unreadable, notes };
}

interface SharedOptions {
  moves: PlannedMove[];
  mentions: MentionFinder;
  dialect: SqlDialect;
  guide?: string;
  projects: DbtProjects;
  checkout: CheckoutFile[];
}

function analyzeFile(
  { path, content }: SourceFile,
  text: string,
  shared: SharedOptions,
  grammar: Grammar,
  notes: string[],
): AnalyzedFile {
  const { mentions } = shared;
  const analysis = grammar.analyze({ ...shared, path, text });
  const { edits, known, prose } = analysis;
  const rest: Mention[] = [];
  const locate = createLocator(text);
  const found = mentions.findNames(text);
  for (const mention of found) {
    const isKnown =
      known.some(span => overlaps(span, mention)) ||
      analysis.drafts.some(
        ({ start }) => mention.start <= start && start < mention.end,
      );
    const isProse = prose.some(span => overlaps(span, mention));
    const isTouched = edits.some(edit => overlaps(edit, mention));
    if (isProse && !isTouched && !isKnown) {
      const { line } = locate(mention.start);
      notes.push(
        `${path}:${line} names ${mention.name} in prose, which was left.`,
      );
    } else if (!isKnown) {
      rest.push(mention);
    }
  }
  const isUnsupported = rest.some(
    mention => reasonFor(mention, analysis).kind === 'unsupported',
  );
  const columns = isUnsupported
    ? mentions.findColumns(text).filter(column => !isSettled(column, analysis))
    : [];
  const drafts = [
    ...analysis.drafts,
    ...rest.map(
      (mention): Draft => ({
        ...reasonFor(mention, analysis),
        start: mention.start,
      }),
    ),
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
    path,
    content,
    text,
    edits,
    drafts: withoutRepeats(drafts),
    references,
  };
}

/** The reason of the smallest part that holds the mention. */
function reasonFor(
  mention: Mention,
  { reasons }: FileAnalysis,
): Pick<Draft, 'kind' | 'message'> {
  const [nearest] = reasons
    .filter(({ start, end }) => start <= mention.start && mention.end <= end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  return nearest
    ? { kind: nearest.kind, message: nearest.message }
    : {
        kind: 'unsupported',
        message: 'Code of this kind is not rewritten. Migrate it by hand.',
      };
}

/** Whether a column stands in SQL that was understood, or where nothing is read. */
function isSettled(column: Mention, analysis: FileAnalysis): boolean {
  const { edits, prose, reasons, drafts } = analysis;
  return (
    edits.some(edit => overlaps(edit, column)) ||
    prose.some(span => overlaps(span, column)) ||
    drafts.some(({ start }) => start === column.start) ||
    reasons.some(span => span.kind !== 'unsupported' && overlaps(span, column))
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

function describeUnreadable(
  { path, content }: SourceFile,
  problem: string,
  mentions: MentionFinder,
): Finding[] {
  const bytes = new TextDecoder('latin1').decode(content);
  const [first] = mentions.findNames(bytes);
  return first
    ? [
        {
          kind: 'unreadable',
          file: path,
          message: `${problem} It names ${first.name}. Look at it by hand.`,
        },
      ]
    : [];
}

function sortByPath(files: SourceFile[]): SourceFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
