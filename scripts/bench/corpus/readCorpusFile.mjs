import { loadPart } from '../loadRewriter.mjs';
import { resolvesTables } from './resolvesTables.mjs';

/**
 * How far a file of SQL is understood: `parsed` when it reads as SQL on a way through its template, and `resolved` when every
 * table that it names there could be moved.
 */
export function readCorpusFile(text, dialect) {
  const { parseTemplate } = loadPart('dbt/parseTemplate');
  const began = performance.now();
  const { regions, ways, problem } = parseTemplate(
    text.replace(/^\ufeff/, ' '),
    dialect,
  );
  const parsed = problem === undefined;
  return {
    hasJinja: regions.length > 0,
    definesMacros: regions.some(({ body }) =>
      /^(?:macro|test|materialization)\b/.test(body),
    ),
    parsed,
    resolved: parsed && ways.every(way => isResolved(way, dialect)),
    problem,
    milliseconds: performance.now() - began,
  };
}

function isResolved({ jinja, script }, dialect) {
  const isMasked = name => jinja.names.has(name);
  return script.statements.every(statement =>
    resolvesTables({ statement, isMasked, dialect }),
  );
}
