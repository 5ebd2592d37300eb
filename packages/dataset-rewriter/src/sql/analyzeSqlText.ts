import type { DbtProject } from '../dbt/DbtProjects';
import { findHooks } from '../dbt/findHooks';
import { findRelationCalls, type RelationCall } from '../dbt/findRelationCalls';
import { findTemplateIssues, isConfig } from '../dbt/findTemplateIssues';
import type { JinjaRegion } from '../dbt/maskJinja';
import {
  parseTemplate,
  type ParsedTemplate,
  type ParsedWay,
} from '../dbt/parseTemplate';
import { renameInConfig } from '../dbt/renameInConfig';
import { settleOtherCall } from '../dbt/settleOtherCall';
import { overlaps, type Span } from '../edits/Edit';
import { blank } from '../embedded/analyzeEmbeddedSql';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import type { Draft } from '../findings/Draft';
import type { Edit } from '../types';
import { findComments, findLongTokens } from './findComments';
import { withoutQuotes } from './withoutQuotes';
import { agreeOnWays, type StatementReading } from './agreeOnWays';
import type { ColumnUse, Issue } from './resolve/uses';
import { replaceNames } from './replaceNames';
import { rewriteSql } from './rewriteSql';
import { translateMoves } from './translateMoves';

/** What a text of SQL holds. */
export interface SqlTextAnalysis extends FileAnalysis {
  /** Whether every statement parses. */
  parses: boolean;
}

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
  const comments = findComments(script, jinja, source);
  const handedOn = found.filter(
    ({ call, region }) =>
      call.target === 'old' &&
      !call.move?.sameColumns &&
      isHandedOn(call) &&
      !isConfig(region),
  );
  const obstacles = [
    ...findTemplateIssues({ ...options, text: source, template }),
    ...handedOn.flatMap(({ call, region }) =>
      settleOtherCall({ ...options, call, region, comments }).drafts.map(
        ({ start, message }) => ({ kind: 'unproved' as const, start, message }),
      ),
    ),
  ];
  const rewritten = agreeOnWays(
    template.ways.map(way =>
      readStatements(way, { found, obstacles, source, options }),
    ),
  );
  const replaced = replaceNames({
    ...options,
    masked: jinja.text,
    source,
    script,
    calls: found.map(({ call }) => call),
    isMasked: name =>
      jinja.names.has(name) || Boolean(options.interpolations?.has(name)),
  });
  const hooks = found.some(({ region }) => isConfig(region))
    ? analyzeHooks(template, options)
    : [];
  const left = found.filter(
    ({ call }) =>
      call.target === 'old' &&
      !rewritten.calls.has(call) &&
      !replaced.calls.has(call) &&
      !hooks.some(hook => overlaps(hook, call)),
  );
  const rest = left.map(({ call, region }) =>
    settleOtherCall({ ...options, call, region, comments }),
  );
  const configured = renameInConfig({
    ...options,
    text: source,
    regions: template.regions,
  });
  const references = found
    .filter(({ call }) => call.target === 'old' && !call.move?.isCarried)
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
      ...configured.edits,
      ...hooks.flatMap(({ edits }) => edits),
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
      ...configured.known,
      ...hooks.flatMap(({ known }) => known),
      ...found.flatMap(({ call }) => call.arguments),
    ],
    references: [
      ...rewritten.references,
      ...replaced.references,
      ...references,
    ],
    prose: comments,
    outputs: rewritten.outputs,
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

/** Queries that a model's configuration holds in strings, as far as all that they read can move in place. */
function analyzeHooks(
  { regions }: ParsedTemplate,
  options: AnalyzeSqlTextOptions,
): (Span & Pick<FileAnalysis, 'edits' | 'known'>)[] {
  const { masked } = options;
  return findHooks(masked, regions).flatMap(({ start, end }) => {
    const { edits, known, drafts } = analyzeSqlText({
      ...options,
      masked:
        blank(masked.slice(0, start)) +
        masked.slice(start, end) +
        blank(masked.slice(end)),
      comment: () => [],
    });
    const isWritten = edits.every(({ text }) => !/['"\\\r\n]/.test(text));
    return edits.length && !drafts.length && isWritten
      ? [{ start, end, edits, known }]
      : [];
  });
}

/** Whether a template prints something that it makes of the relation, rather than the relation. */
function isHandedOn({ standsAlone, printedBy }: RelationCall): boolean {
  return !standsAlone && printedBy === undefined;
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
