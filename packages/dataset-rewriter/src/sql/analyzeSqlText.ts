import type { DbtProject } from '../dbt/DbtProjects';
import { findRelationCalls, type RelationCall } from '../dbt/findRelationCalls';
import { findTemplateIssues } from '../dbt/findTemplateIssues';
import type { JinjaRegion, MaskedJinja } from '../dbt/maskJinja';
import {
  parseTemplate,
  type ParsedTemplate,
  type ParsedWay,
} from '../dbt/parseTemplate';
import { settleOtherCall } from '../dbt/settleOtherCall';
import { overlaps, type Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import type { Draft } from '../findings/Draft';
import type { Edit } from '../types';
import { agreeOnWays, type StatementReading } from './agreeOnWays';
import type { SqlScript } from './parse/parseScript';
import type { ColumnUse, Issue } from './resolve/uses';
import { replaceNames } from './replaceNames';
import { rewriteSql, type SqlRewrite } from './rewriteSql';
import { translateMoves } from './translateMoves';

/** What a text of SQL holds. */
export interface SqlTextAnalysis extends FileAnalysis {
  /** Whether every statement parses. */
  parses: boolean;
}

/** Whatever stands between tokens and is neither space nor the end of a statement. */
const COMMENT = /\/\*[^]*?\*\/|[^\s;][^\r\n]*/g;

/** Words behind which names of a script's own follow, which are no columns. */
const VARIABLES = /\b(?:declare|procedure|function)\b/i;

interface AnalyzeSqlTextOptions
  extends Omit<AnalyzeFileOptions, 'projects' | 'projectFiles'> {
  /** The text with everything hidden that is not SQL or its template; of the same length. */
  masked: string;
  /** Identifiers in `masked` that stand for interpolations. */
  interpolations?: Set<string>;
  /** Identifiers in `masked` that stand for a dataset, which is named elsewhere. */
  relations?: Map<string, RelationCall>;
  project?: DbtProject;
  comment(use: ColumnUse, barriers: Span[]): Edit[];
}

/** Analyses SQL in which a template may stand, in the first dialect of the contract that it parses in. */
export function analyzeSqlText(
  options: AnalyzeSqlTextOptions,
): SqlTextAnalysis {
  const first = analyzeInDialect(options);
  if (first.parses) {
    return first;
  }
  for (const dialect of options.otherDialects ?? []) {
    const moves = translateMoves(options.moves, dialect);
    const other = analyzeInDialect({ ...options, dialect, moves });
    if (other.parses) {
      return other;
    }
  }
  return first;
}

function analyzeInDialect(options: AnalyzeSqlTextOptions): SqlTextAnalysis {
  const { text, masked: source, moves, dialect, project } = options;
  const template = parseTemplate(source, dialect);
  const found = findRelationCalls(source, moves).map(({ region, call }) => ({
    region,
    call: {
      ...call,
      problem:
        call.problem ??
        project?.problemOf(call) ??
        findPrintProblem(call, template),
    },
  }));
  const [{ script, jinja }] = template.ways;
  const obstacles = findTemplateIssues({ ...options, text: source, template });
  const rewritten = agreeOnWays(
    template.ways.map(way =>
      readStatements(way, { found, obstacles, source, options }),
    ),
  );
  const comments = findComments(script, jinja, source);
  const replaced = replaceNames({
    ...options,
    masked: jinja.text,
    source,
    script,
    calls: found.map(({ call }) => call),
    isMasked: name =>
      jinja.names.has(name) || Boolean(options.interpolations?.has(name)),
  });
  const left = found.filter(
    ({ call }) =>
      call.target === 'old' &&
      !rewritten.calls.has(call) &&
      !replaced.calls.has(call),
  );
  const rest = left.map(({ call, region }) =>
    settleOtherCall({ ...options, call, region, comments }),
  );
  const references = found
    .filter(({ call }) => call.target === 'old')
    .map(({ call: { start, end } }) => ({ start, end }));
  const unparsed = script.statements.flatMap(({ start, end, problem }) =>
    problem === undefined ? [] : [{ start, end, problem }],
  );
  return {
    ...emptyAnalysis(),
    parses: template.problem === undefined,
    edits: [
      ...rewritten.edits,
      ...replaced.edits,
      ...rest.flatMap(({ edits }) => edits),
    ],
    drafts: [
      ...findDemands(found, project),
      ...rewritten.drafts,
      ...replaced.drafts,
      ...rest.flatMap(({ drafts }) => drafts),
    ],
    known: [
      ...rewritten.known,
      ...replaced.known,
      ...references,
      ...found.flatMap(({ call }) => call.arguments),
    ],
    references: [
      ...rewritten.references,
      ...replaced.references,
      ...references,
    ],
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

/** What the project has to do as well; once for each relation. */
function findDemands(
  found: { call: RelationCall }[],
  project: DbtProject | undefined,
): Draft[] {
  const demands = new Map<string, Draft>();
  for (const { call } of found) {
    const message = project?.demandOf(call);
    if (message !== undefined && !demands.has(message)) {
      demands.set(message, { kind: 'judgement', start: call.start, message });
    }
  }
  return [...demands.values()];
}

/** A variable that holds the relation has to be seen wherever it is printed. */
function findPrintProblem(
  { printedBy }: RelationCall,
  { problem, unseen }: ParsedTemplate,
): string | undefined {
  const isUnseen = printedBy?.some(print =>
    unseen.some(span => overlaps(span, print)),
  );
  return printedBy && (problem !== undefined || isUnseen)
    ? 'The relation is held in a variable that stands in a part of the text that does not parse. Migrate it by hand.'
    : undefined;
}

interface ReadStatementsOptions {
  found: { region: JinjaRegion; call: RelationCall }[];
  obstacles: Issue[];
  source: string;
  options: AnalyzeSqlTextOptions;
}

/** What the rules say about each statement on one way through the template. */
function readStatements(
  { script, jinja }: ParsedWay,
  { found, obstacles, source, options }: ReadStatementsOptions,
): StatementReading[] {
  const calls = new Map<string, RelationCall>(options.relations);
  const names = new Map(
    [...jinja.names].map(([name, { start }]) => [start, name]),
  );
  for (const { region, call } of found) {
    const printed = call.standsAlone ? [region] : call.printedBy ?? [];
    for (const name of printed.flatMap(({ start }) => names.get(start) ?? [])) {
      calls.set(name, call);
    }
  }
  const hasVariables = VARIABLES.test(options.text);
  const readsItself = [...calls.values()].some(c => c.target === 'this');
  const comments = findComments(script, jinja, source);
  const barriers = [...findLongTokens(script), ...comments];
  return script.statements.map(statement => ({
    start: statement.start,
    end: statement.end,
    hidden: jinja.hidden,
    rewrite: withoutQuotes(
      jinja.columns,
      rewriteSql({
        ...options,
        script: { statements: [statement] },
        masked: {
          calls,
          isMasked: name =>
            jinja.names.has(name) || Boolean(options.interpolations?.has(name)),
        },
        hasVariables,
        readsItself,
        obstacles,
        comment: use => options.comment(use, barriers),
      }),
    ),
  }));
}

/** What stands in a string of the template cannot hold quotes of its own. */
function withoutQuotes(strings: Span[], rewrite: SqlRewrite): SqlRewrite {
  const broken = rewrite.edits.find(
    edit =>
      /['"`{}\\]/.test(edit.text) &&
      strings.some(({ start, end }) => start < edit.start && edit.end < end),
  );
  return broken
    ? {
        ...rewrite,
        edits: [],
        drafts: [
          {
            kind: 'unproved',
            start: broken.start,
            message:
              'The column stands in a string of the template, and what replaces it holds quotes. Migrate the query by hand.',
          },
        ],
      }
    : rewrite;
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
