import type { Manifest } from './parseManifest';

/** Who reads what in a project, by the ids of dbt. */
export interface Dependencies {
  /** What a resource reads, through models that are never built, in the order of their ids. */
  upstreamsOf(uniqueId: string): string[];
  /** Whether anything of the project reads it. */
  isRead(uniqueId: string): boolean;
}

/** A model that dbt only writes into the queries of others stands for what it reads itself. */
export function planDependencies({
  relations,
  exposures,
}: Pick<Manifest, 'relations' | 'exposures'>): Dependencies {
  const readBy = new Map(
    [...relations, ...exposures].map(node => [node.unique_id, node.depends_on]),
  );
  const ephemeral = new Set(
    relations
      .filter(({ config }) => config?.materialized === 'ephemeral')
      .map(node => node.unique_id),
  );
  const upstreamsOf = (uniqueId: string): string[] => {
    const found = new Set<string>();
    const seen = new Set<string>();
    const waiting = [...(readBy.get(uniqueId) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) {
        continue;
      }
      seen.add(next);
      if (ephemeral.has(next)) {
        waiting.push(...(readBy.get(next) ?? []));
      } else {
        found.add(next);
      }
    }
    return [...found].sort();
  };
  const read = new Set([...readBy.values()].flat());
  return { upstreamsOf, isRead: uniqueId => read.has(uniqueId) };
}
