import { loadPart } from '../loadRewriter.mjs';

/**
 * Whether each table of a statement could be moved: every name is taken as a dataset of a contract that changes no column, and the
 * resolver must have nothing to say against it.
 */
export function resolvesTables({ statement, isMasked, dialect }) {
  const { planMoves } = loadPart('contract/planMoves');
  const { resolveStatement } = loadPart('sql/resolve/resolveStatement');
  const names = [...new Set(findTableNames(statement.tree))].filter(
    name => name.includes('.') && !name.split('.').some(isMasked),
  );
  const { platform } = dialect;
  const side = (entityRef, name) => ({
    entityRef,
    names: [{ platform, name }],
  });
  const moves = planMoves({
    spec: {
      outputs: 'preserve',
      datasets: names.map((name, index) => ({
        from: side(`resource:default/old-${index}`, name),
        to: side(`resource:default/new-${index}`, `${name}_moved`),
        fields: [],
      })),
    },
  });
  const masked = { calls: new Map(), isMasked };
  return (
    resolveStatement({ statement, moves, dialect, masked }).issues.length === 0
  );
}

function findTableNames(tree) {
  const { isNode, isTableName, tableNameParts } =
    loadPart('sql/parse/readTree');
  const names = [];
  const pending = [tree];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (isNode(value) && isTableName(value)) {
      names.push(
        tableNameParts(value)
          .map(({ name }) => name)
          .join('.'),
      );
    }
    if (value !== null && typeof value === 'object') {
      pending.push(...Object.values(value).filter(v => v !== undefined));
    }
  }
  return names;
}
