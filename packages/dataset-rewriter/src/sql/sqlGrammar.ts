import { findRegions, maskJinja, MASK_RUNGS } from '../dbt/maskJinja';
import type { Grammar, GrammarReading } from '../grammars/Grammar';
import { analyzeSqlFile } from './analyzeSqlFile';
import type { SqlDialect } from './parse/dialects';
import { parseScript } from './parse/parseScript';

/** How SQL is read, with or without a template around it. */
export const sqlGrammar: Grammar = {
  analyze: analyzeSqlFile,
  read: readSql,
  listReads: ({ text }) => ({
    queries: [
      {
        start: 0,
        end: text.length,
        masked: text.replace(/^\ufeff/, ' '),
        interpolations: new Set(),
      },
    ],
    columns: [],
  }),
};

function readSql(text: string, dialect: SqlDialect): GrammarReading {
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
