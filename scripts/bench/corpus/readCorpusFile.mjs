import { loadPart } from '../loadRewriter.mjs';
import { resolvesTables } from './resolvesTables.mjs';

/**
 * How far a file of SQL is understood: `parsed` when every statement is, and `resolved` when every table that it names could be moved.
 */
export function readCorpusFile(text, dialect) {
  const { findRegions, maskJinja, MASK_RUNGS } = loadPart('dbt/maskJinja');
  const { parseScript } = loadPart('sql/parse/parseScript');
  const began = performance.now();
  const regions = findRegions(text);
  const rungs = regions.length ? MASK_RUNGS : MASK_RUNGS.slice(0, 1);
  const scripts = rungs.map(rung => {
    const jinja = maskJinja(text.replace(/^\ufeff/, ' '), rung);
    return { jinja, script: parseScript(jinja.text, dialect) };
  });
  const parsed = scripts.find(
    ({ script }) =>
      script.problem === undefined && script.statements.every(s => s.tree),
  );
  const [first] = scripts;
  return {
    hasJinja: regions.length > 0,
    parsed: Boolean(parsed),
    resolved: Boolean(parsed) && isResolved(parsed, dialect),
    problem: parsed ? undefined : problemOf(first.script),
    milliseconds: performance.now() - began,
  };
}

function problemOf({ problem, statements }) {
  return problem ?? statements.find(s => s.problem)?.problem;
}

function isResolved({ jinja, script }, dialect) {
  const isMasked = name => jinja.names.has(name);
  return script.statements.every(statement =>
    resolvesTables({ statement, isMasked, dialect }),
  );
}
