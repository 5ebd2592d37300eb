import { planMoves, type PlannedMove } from '../contract/planMoves';
import { findRegions, maskJinja, MASK_RUNGS } from '../dbt/maskJinja';
import type { Span } from '../edits/Edit';
import { classifyFile, type FileKind } from '../files/classifyFile';
import { decodeFile } from '../files/decodeFile';
import { createLocator } from '../findings/locate';
import { loadPythonParser, parsePython } from '../python/parsePython';
import { chooseDialect, type SqlDialect } from '../sql/parse/dialects';
import { loadSqlParser, parseScript } from '../sql/parse/parseScript';
import type { RewriteEvidence, VerifyRewriteOptions } from '../types';
import { listScalars, parseYaml } from '../yaml/parseYaml';
import { findForeignChange } from './findForeignChange';

type ChangedFile = VerifyRewriteOptions['changed'][number];

/** What a grammar says about one text. */
interface Grammar {
  /** Why the text does not parse. */
  problem?: string;
  /** Where names of the contract may change. */
  changeable: Span[];
}

interface Grammars {
  moves: PlannedMove[];
  dialect: SqlDialect;
  python: Awaited<ReturnType<typeof loadPythonParser>>;
}

const GRAMMAR_KINDS: FileKind[] = ['sql', 'yaml', 'python'];

/** Whether every changed file parses, and differs in nothing that the contract does not speak of. */
export async function checkParses({
  contract,
  changed,
}: VerifyRewriteOptions): Promise<RewriteEvidence['parses']> {
  await loadSqlParser();
  const grammars: Grammars = {
    moves: planMoves(contract),
    dialect: chooseDialect(contract),
    python: await loadPythonParser(),
  };
  const differing = changed.filter(file => !sameBytes(file));
  const problems = differing.flatMap(file => findProblem(file, grammars) ?? []);
  if (problems.length) {
    return { status: 'failed', detail: problems.join('; ') };
  }
  const unknown = differing.filter(
    ({ path }) => !GRAMMAR_KINDS.includes(classifyFile(path)),
  );
  if (unknown.length) {
    const paths = unknown.map(({ path }) => path).join(', ');
    return { status: 'notApplicable', detail: `No grammar for ${paths}` };
  }
  return differing.length
    ? {
        status: 'proved',
        detail: `${differing.length} changed files parse, and nothing but the contract's names has changed`,
      }
    : { status: 'notApplicable', detail: 'No file has changed' };
}

function findProblem(
  file: ChangedFile,
  grammars: Grammars,
): string | undefined {
  const { path } = file;
  if (!file.before || !file.after) {
    return `${path}: the file was ${file.after ? 'added' : 'removed'}`;
  }
  const before = decodeFile(file.before);
  const after = decodeFile(file.after);
  if ('problem' in before || 'problem' in after) {
    return `${path}: ${
      'problem' in after ? after.problem : 'the file could not be read before'
    }`;
  }
  const kind = classifyFile(path);
  const grammar = readByGrammar(kind, after.text, grammars);
  if (grammar.problem !== undefined) {
    return `${path} does not parse: ${grammar.problem}`;
  }
  const { changeable } = readByGrammar(kind, before.text, grammars);
  const foreign = findForeignChange({
    before: before.text,
    after: after.text,
    moves: grammars.moves,
    mayChange: offset =>
      changeable.some(({ start, end }) => start <= offset && offset < end),
    partsStandAlone: kind === 'yaml',
  });
  if (!foreign) {
    return undefined;
  }
  const { line, text } = createLocator(after.text)(foreign.offset);
  return `${path}:${line} differs in more than the contract's names: ${text}`;
}

function readByGrammar(
  kind: FileKind,
  text: string,
  { dialect, python }: Grammars,
): Grammar {
  switch (kind) {
    case 'sql':
      return readSql(text, dialect);
    case 'yaml':
      return readYaml(text);
    case 'python': {
      const { parses, strings } = parsePython(python, text);
      const problem = parses ? undefined : 'syntax error';
      return { problem, changeable: strings };
    }
    default:
      return { changeable: [{ start: 0, end: text.length }] };
  }
}

function readSql(text: string, dialect: SqlDialect): Grammar {
  const regions = findRegions(text);
  const rungs = regions.length ? MASK_RUNGS : MASK_RUNGS.slice(0, 1);
  const scripts = rungs.map(rung =>
    parseScript(maskJinja(text.replace(/^\ufeff/, ' '), rung).text, dialect),
  );
  const parsed = scripts.find(
    ({ problem, statements }) =>
      problem === undefined && statements.every(({ tree }) => tree),
  );
  const [first] = scripts;
  const problem = parsed
    ? undefined
    : first.problem ?? first.statements.find(s => s.problem)?.problem;
  const tokens = (parsed ?? first).statements.flatMap(s => s.tokens);
  return {
    problem,
    changeable: [
      ...tokens.filter(({ type }) => !/STRING/.test(type)),
      ...regions,
    ],
  };
}

function readYaml(text: string): Grammar {
  const parsed = parseYaml(text);
  if ('problem' in parsed) {
    return { problem: parsed.problem, changeable: [] };
  }
  const changeable = parsed.documents.flatMap(({ contents }) =>
    listScalars(contents).flatMap(({ scalar: { range } }) =>
      range ? [{ start: range[0], end: range[1] }] : [],
    ),
  );
  return { changeable };
}

function sameBytes({ before, after }: ChangedFile): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    before.byteLength === after.byteLength &&
    before.every((byte, index) => byte === after[index])
  );
}
