import type { SqlNode, SqlValue } from '../parse/parseScript';
import {
  asIdentifier,
  asList,
  asNode,
  tagged,
  type TreeIdentifier,
} from '../parse/readTree';
import { findPassage, unknownRelation } from '../scope/Relation';
import {
  createScope,
  findSource,
  markMadeUpRows,
  type Scope,
} from '../scope/Scope';
import type { FromReader, TreeWalker } from './FromReader';
import type { Place } from './Place';
import type { Resolution } from './Resolution';

const READ_APART = [
  'table',
  'alias',
  'tables',
  'extra_tables',
  'from_clause',
  'from_joins',
  'table_joins',
  'joins',
  'set',
  'using',
  'this',
  'whens',
  'with',
];

/** Binds UPDATE, DELETE and MERGE: a table that is written to, beside what is read to do so. */
export class WriteResolver {
  readonly #resolution: Resolution;
  readonly #walker: TreeWalker;
  readonly #from: FromReader;

  static create(
    resolution: Resolution,
    walker: TreeWalker,
    from: FromReader,
  ): WriteResolver {
    return new WriteResolver(resolution, walker, from);
  }

  private constructor(
    resolution: Resolution,
    walker: TreeWalker,
    from: FromReader,
  ) {
    this.#resolution = resolution;
    this.#walker = walker;
    this.#from = from;
  }

  /** Binds an UPDATE or DELETE. */
  resolveChange(node: SqlNode, outer: Place) {
    const place = { ...outer, scope: createScope(outer.scope) };
    this.#addTarget({ table: node.table }, node.alias, place);
    asList(node.extra_tables).forEach(table =>
      this.#addTarget({ table }, undefined, place),
    );
    asList(node.tables).forEach(table =>
      this.#resolution.decide(asIdentifier(asNode(table).name)),
    );
    const sources = [
      ...asList(asNode(node.from_clause).expressions),
      ...asList(node.using),
    ];
    sources.forEach(source => this.#from.addSource(source, place));
    this.#addJoins([node.table_joins, node.from_joins, node.joins], place);
    for (const assignment of asList(node.set)) {
      const [target, value] = asList(assignment);
      this.#decideAssigned(asIdentifier(target), place);
      this.#walker.visit(value, place);
    }
    this.#walker.visitEntries(node, place, READ_APART);
  }

  /** The parser reads `a.b` on the left of an assignment as one name. */
  #decideAssigned(
    target: TreeIdentifier | undefined,
    { scope }: Place & { scope: Scope },
  ) {
    this.#resolution.decide(target);
    const part = target && this.#resolution.part(target);
    const dot = target?.name.lastIndexOf('.') ?? -1;
    if (!part || dot < 0 || part.end - part.start !== target?.name.length) {
      return;
    }
    const key = (name: string) => this.#resolution.key(name);
    const [qualifier, column] = [
      target.name.slice(0, dot),
      target.name.slice(dot + 1),
    ];
    const start = part.start + dot + 1;
    const source = findSource(scope, key(qualifier));
    if (source && findPassage(source, key(column))) {
      this.#resolution.leave(
        start,
        `The statement writes ${column} of the dataset, which changes. Write to the new dataset by hand.`,
        column,
      );
    }
    this.#resolution.decided.add(start);
  }

  /** Binds a MERGE. */
  resolveMerge(node: SqlNode, outer: Place) {
    const place = { ...outer, scope: createScope(outer.scope) };
    this.#addTarget(node.this, undefined, place);
    this.#from.addSource(node.using, place);
    this.#decideTargets(node.whens);
    if (this.#takesWholeRows()) {
      place.scope.sources.forEach(({ passages }) =>
        passages
          .filter(({ dataset: { side } }) => side === 'old')
          .forEach(passage =>
            this.#resolution.distrust(
              passage,
              'The statement writes whole rows by the names of their columns, and some of them change. Name the columns.',
            ),
          ),
      );
    }
    const whens = asNode(asNode(node.whens).whens).expressions;
    asList(whens).forEach(when => this.#visitWhen(when, place));
    this.#walker.visitEntries(node, place, ['this', 'using', 'whens', 'with']);
  }

  /** What is inserted can only be read from the source. */
  #visitWhen(value: SqlValue, place: Place) {
    const when = asNode(asNode(value).when);
    const then = asList(tagged(when.then, 'tuple')?.expressions);
    const inserts = tagged(then[0], 'var')?.this === 'INSERT';
    const scope = place.scope && {
      ...place.scope,
      sources: place.scope.sources.slice(1),
    };
    this.#walker.visit(when.condition, place);
    this.#walker.visit(then, inserts ? { ...place, scope } : place);
    this.#walker.visitEntries(when, place, ['condition', 'then']);
  }

  #addTarget(value: SqlValue, aliasBeside: SqlValue, place: Place) {
    const alias = tagged(value, 'alias');
    const table = asNode(asNode(alias ? alias.this : value).table);
    const name =
      asIdentifier(alias?.alias) ??
      asIdentifier(aliasBeside) ??
      asIdentifier(table.alias) ??
      asIdentifier(table.name);
    this.#resolution.decide(asIdentifier(alias?.alias));
    this.#resolution.decide(asIdentifier(aliasBeside));
    this.#walker.visit(alias ? alias.this : value, place);
    place.scope?.sources.push({
      ...unknownRelation,
      key: name && this.#resolution.key(name.name),
      unaliased: false,
    });
  }

  #addJoins(lists: SqlValue[], place: Place & { scope: Scope }) {
    const joins = lists.flatMap(asList).map(asNode);
    joins.forEach(join => this.#from.addJoin(join, place));
    markMadeUpRows(place.scope);
    joins.forEach(join => this.#from.readCondition(join, place));
  }

  /** Names alone in WHEN are columns of the table that is written to. */
  #decideTargets(value: SqlValue) {
    if (Array.isArray(value)) {
      value.forEach(entry => this.#decideTargets(entry));
      return;
    }
    for (const [key, entry] of Object.entries(asNode(value))) {
      if (key === 'identifier') {
        this.#resolution.decide(asIdentifier(entry));
      } else if (key !== 'column') {
        this.#decideTargets(entry);
      }
    }
  }

  /** `INSERT ROW`, `INSERT *` and `UPDATE SET *`. */
  #takesWholeRows(): boolean {
    const { tokens } = this.#resolution.options.statement;
    return tokens.some(({ text }, index) => {
      const before = tokens[index - 1]?.text.toUpperCase();
      return (
        (/^(row|\*)$/i.test(text) &&
          (before === 'INSERT' || before === 'SET')) ||
        (/^name$/i.test(text) && before === 'BY')
      );
    });
  }
}
