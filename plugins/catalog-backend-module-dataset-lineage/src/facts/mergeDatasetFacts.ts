import { keyOfNode, type NodeId } from '../names/NodeId';
import type { ColumnFacts, DatasetFacts } from './LineageFacts';

const AUTHORITIES = ['maker', 'reader', 'observer'] as const;

/** One description of a dataset out of what several sources say, whatever order they come in. */
export function mergeDatasetFacts(
  given: [DatasetFacts, ...DatasetFacts[]],
): DatasetFacts {
  const facts = [...given].sort(
    (a, b) =>
      AUTHORITIES.indexOf(a.authority) - AUTHORITIES.indexOf(b.authority) ||
      compare(JSON.stringify(a), JSON.stringify(b)),
  );
  const [best] = facts;
  const first = <K extends keyof DatasetFacts>(key: K) =>
    facts.map(each => each[key]).find(value => value !== undefined);
  return {
    kind: 'dataset',
    namespace: best.namespace,
    name: best.name,
    authority: best.authority,
    title: first('title'),
    description: first('description'),
    relation: first('relation'),
    owner: first('owner'),
    system: first('system'),
    codeUrl: first('codeUrl'),
    viewUrl: first('viewUrl'),
    tags: [...new Set(facts.flatMap(({ tags }) => tags))].sort(),
    columns: mergeColumns(facts.map(({ columns }) => columns)),
    spellings: unique(
      facts.flatMap(({ spellings }) => spellings),
      spelling => JSON.stringify(spelling),
    ),
    upstreams: unique(
      facts.flatMap(({ upstreams }) => upstreams),
      id => keyOfNode('dataset', id),
    ).filter(id => !isSame(id, best)),
    readerRefs: [
      ...new Set(facts.flatMap(({ readerRefs }) => readerRefs)),
    ].sort(),
    annotations: Object.assign(
      {},
      ...facts.map(({ annotations }) => annotations).reverse(),
    ),
  };
}

/** The columns of the first that lists any, with what others know of where they come from. */
function mergeColumns(lists: ColumnFacts[][]): ColumnFacts[] {
  const [best = [], ...others] = lists.filter(({ length }) => length > 0);
  return best.map(column => {
    const known = others.flatMap(list =>
      list.filter(
        ({ name }) => name.toLowerCase() === column.name.toLowerCase(),
      ),
    );
    const type = column.type ?? known.find(each => each.type)?.type;
    const description =
      column.description ?? known.find(each => each.description)?.description;
    const from = column.from ?? known.find(each => each.from)?.from;
    return {
      name: column.name,
      ...(type !== undefined && { type }),
      ...(description !== undefined && { description }),
      ...(from && { from }),
    };
  });
}

function unique<T>(values: T[], keyOf: (value: T) => string): T[] {
  const byKey = new Map(values.map(value => [keyOf(value), value]));
  return [...byKey].sort(([a], [b]) => compare(a, b)).map(([, value]) => value);
}

function isSame(one: NodeId, other: NodeId): boolean {
  return one.namespace === other.namespace && one.name === other.name;
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
