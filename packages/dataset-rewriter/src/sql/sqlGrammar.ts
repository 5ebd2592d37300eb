import { parseTemplate } from '../dbt/parseTemplate';
import type { Grammar, GrammarReading } from '../grammars/Grammar';
import { analyzeSqlFile } from './analyzeSqlFile';
import { yamlGrammar } from '../yaml/yamlGrammar';
import type { SqlDialect } from './parse/dialects';
import { maskFile, readFrontMatter } from './readFrontMatter';

/** How SQL is read, with or without a template around it. */
export const sqlGrammar: Grammar = {
  analyze: analyzeSqlFile,
  read: readSql,
  listReads: ({ text }) => ({
    queries: [
      {
        start: 0,
        end: text.length,
        masked: maskFile(text),
        interpolations: new Set(),
      },
    ],
    columns: [],
  }),
};

function readSql(text: string, dialect: SqlDialect): GrammarReading {
  const { problem, ways, regions } = parseTemplate(maskFile(text), dialect);
  const tokens = ways.flatMap(({ script }) =>
    script.statements.flatMap(statement => statement.tokens),
  );
  const [{ script: first }] = ways;
  const yaml = readFrontMatter(text)?.yaml ?? '';
  const matter = yamlGrammar.read?.(yaml, dialect);
  return {
    problem,
    unparsed:
      first.problem === undefined
        ? first.statements.filter(({ tree }) => !tree)
        : undefined,
    changeable: [
      ...tokens.filter(({ type }) => !/STRING/.test(type)),
      ...regions,
      ...(matter?.changeable ?? []),
    ],
  };
}
