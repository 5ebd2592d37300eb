import type { DbtProject } from '../dbt/DbtProjects';
import { findRelationCalls, type RelationCall } from '../dbt/findRelationCalls';
import {
  findRegions,
  maskJinja,
  MASK_RUNGS,
  type JinjaRegion,
  type MaskedJinja,
} from '../dbt/maskJinja';
import { renameRelation } from '../dbt/renameRelation';
import { overlaps, type Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import type { Edit } from '../types';
import { parseScript, type SqlScript } from './parse/parseScript';
import type { ColumnUse, Issue } from './resolve/uses';
import { rewriteSql } from './rewriteSql';

/** What a text of SQL holds. */
export interface SqlTextAnalysis extends FileAnalysis {
  /** Whether every statement parses. */
  parses: boolean;
}

/** Whatever stands between tokens and is neither space nor the end of a statement. */
const COMMENT = /\/\*[^]*?\*\/|[^\s;][^\r\n]*/g;

/** Its arguments speak of the model's own columns, which keep their names. */
const CONFIG = /^config\s*\(/;

interface AnalyzeSqlTextOptions
  extends Omit<AnalyzeFileOptions, 'projects' | 'checkout'> {
  /** The text with everything hidden that is not SQL or its template; of the same length. */
  masked: string;
  /** Identifiers in `masked` that stand for interpolations. */
  interpolations?: Set<string>;
  /** Identifiers in `masked` that stand for a dataset, which is named elsewhere. */
  relations?: Map<string, RelationCall>;
  project?: DbtProject;
  comment(use: ColumnUse, barriers: Span[]): Edit[];
}

/** Analyses SQL in which a template may stand. */
export function analyzeSqlText(
  options: AnalyzeSqlTextOptions,
): SqlTextAnalysis {
  const { text, masked: source, moves, dialect, project } = options;
  const found = findRelationCalls(source, moves).map(({ region, call }) => ({
    region,
    call: { ...call, problem: call.problem ?? project?.problemOf(call) },
  }));
  const { script, jinja } = parseOnLowestRung(source, options);
  const calls = new Map<string, RelationCall>(options.relations);
  for (const { region, call } of found) {
    const name = nameOf(region, jinja);
    if (call.standsAlone && name !== undefined) {
      calls.set(name, call);
    }
  }
  const comments = findComments(script, jinja, source);
  const barriers = [...findLongTokens(script), ...comments];
  const rewritten = rewriteSql({
    script,
    text,
    moves,
    dialect,
    masked: {
      calls,
      isMasked: name =>
        jinja.names.has(name) || Boolean(options.interpolations?.has(name)),
    },
    obstacles: findTemplateIssues(jinja, options),
    comment: use => options.comment(use, barriers),
  });
  const left = found.filter(
    ({ call }) => call.target === 'old' && !rewritten.calls.has(call),
  );
  const rest = left.map(({ call }) => settleOtherCall(call, comments));
  const references = found
    .filter(({ call }) => call.target === 'old')
    .map(({ call: { start, end } }) => ({ start, end }));
  const unparsed = script.statements.flatMap(({ start, end, problem }) =>
    problem === undefined ? [] : [{ start, end, problem }],
  );
  return {
    ...emptyAnalysis(),
    parses: script.problem === undefined && unparsed.length === 0,
    edits: [...rewritten.edits, ...rest.flatMap(({ edits }) => edits)],
    drafts: [...rewritten.drafts, ...rest.flatMap(({ drafts }) => drafts)],
    known: [...rewritten.known, ...references],
    references: [...rewritten.references, ...references],
    prose: comments,
    reasons: [
      ...unparsed.map(({ start, end, problem }) => ({
        start,
        end,
        kind: 'unproved' as const,
        message: `The statement does not parse as ${dialect.platform}: ${problem}. Migrate it by hand.`,
      })),
      {
        start: 0,
        end: text.length,
        kind: 'unproved' as const,
        message: script.problem
          ? `The text does not parse as ${dialect.platform}: ${script.problem}. Migrate it by hand.`
          : 'The name stands in a string, in a macro or in a statement that is not a query. Migrate it by hand.',
      },
    ],
  };
}

function parseOnLowestRung(
  source: string,
  { dialect }: AnalyzeSqlTextOptions,
): { script: SqlScript; jinja: MaskedJinja } {
  const rungs = /\{[{%#]/.test(source) ? MASK_RUNGS : MASK_RUNGS.slice(0, 1);
  let first: { script: SqlScript; jinja: MaskedJinja } | undefined;
  for (const rung of rungs) {
    const jinja = maskJinja(source, rung);
    const script = parseScript(jinja.text, dialect);
    if (!script.problem && script.statements.every(({ tree }) => tree)) {
      return { script, jinja };
    }
    first ??= { script, jinja };
  }
  return (
    first ?? { script: { statements: [] }, jinja: maskJinja(source, rungs[0]) }
  );
}

function nameOf(region: JinjaRegion, jinja: MaskedJinja): string | undefined {
  return [...jinja.names].find(([, r]) => r.start === region.start)?.[0];
}

/** A template that names a changed column, or a hidden branch that names anything old, may put it anywhere. */
function findTemplateIssues(
  jinja: MaskedJinja,
  { masked, mentions }: AnalyzeSqlTextOptions,
): Issue[] {
  const regions = findRegions(masked).filter(
    ({ kind, body }) => kind !== 'comment' && !CONFIG.test(body),
  );
  return [...regions, ...jinja.hidden].flatMap(({ start, end }, index) => {
    const part = masked.slice(start, end);
    const names = index < regions.length ? [] : mentions.findNames(part);
    return [...mentions.findColumns(part), ...names].slice(0, 1).map(named => ({
      kind: 'unproved' as const,
      start: start + named.start,
      message: `The template names ${named.name}, and where it puts it is not known before it runs. Migrate the query by hand.`,
    }));
  });
}

/** A call outside of a query: in a comment dbt evaluates it all the same; elsewhere its use is not known. */
function settleOtherCall(
  call: RelationCall,
  comments: Span[],
): Pick<FileAnalysis, 'edits' | 'drafts'> {
  const inComment = comments.some(comment => overlaps(comment, call));
  if (inComment && call.standsAlone && !call.problem && !call.move?.obstacle) {
    return { edits: renameRelation(call), drafts: [] };
  }
  const message =
    call.problem ??
    'The relation is handed to a macro or a variable, and what is read of it is not known. Migrate it by hand.';
  return {
    edits: [],
    drafts: [{ kind: 'unproved', start: call.start, message }],
  };
}

/** What lies between tokens and is not space, and the comments of the template. */
function findComments(
  { statements }: SqlScript,
  { text }: MaskedJinja,
  source: string,
): Span[] {
  const comments: Span[] = [];
  let position = 0;
  for (const { start, end } of [
    ...statements.flatMap(({ tokens }) => tokens),
    { start: text.length, end: text.length },
  ]) {
    for (const match of text.slice(position, start).matchAll(COMMENT)) {
      const from = position + match.index;
      comments.push({ start: from, end: from + match[0].length });
    }
    position = end;
  }
  const templates = [...source.matchAll(/\{#[^]*?#\}/g)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return statements.length ? [...comments, ...templates] : templates;
}

function findLongTokens({ statements }: SqlScript): Span[] {
  return statements.flatMap(({ tokens }) =>
    tokens.filter(({ text }) => text.includes('\n')),
  );
}
