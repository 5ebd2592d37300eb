import type { SqlNode, SqlValue } from '../parse/parseScript';
import {
  asIdentifier,
  asList,
  asNode,
  asQuery,
  tableNameParts,
  tagged,
  type TreeIdentifier,
} from '../parse/readTree';
import { findPassage, unknownRelation, type Relation } from '../scope/Relation';
import { findSource, type Source } from '../scope/Scope';
import { keepsNaturalJoin } from './keepsNaturalJoin';
import { columnsFrom } from './nameOutputs';
import type { Place } from './Place';
import type { Resolution } from './Resolution';
import { UsingBinder } from './UsingBinder';

/** What reads the parts of FROM that are expressions, queries or tables. */
export interface TreeWalker {
  query(value: SqlValue, place: Place): Relation;
  visit(value: SqlValue, place: Place): void;
  visitEntries(node: SqlNode, place: Place, skipped: string[]): void;
  table(table: SqlNode, place: Place, aliasAbove?: TreeIdentifier): Source;
}

/** Reads FROM and JOIN into the sources of a scope. */
export class FromReader {
  readonly #resolution: Resolution;
  readonly #walker: TreeWalker;
  readonly #using: UsingBinder;
  /** Where in its scope the source of a join with USING stands. */
  readonly #places = new WeakMap<SqlNode, number>();

  static create(resolution: Resolution, walker: TreeWalker): FromReader {
    return new FromReader(resolution, walker);
  }

  private constructor(resolution: Resolution, walker: TreeWalker) {
    this.#resolution = resolution;
    this.#walker = walker;
    this.#using = UsingBinder.create(resolution);
  }

  /** Adds what stands in FROM or JOIN to the scope. */
  addSource(value: SqlValue, place: Place, aliasAbove?: TreeIdentifier) {
    const { scope } = place;
    const table = tagged(value, 'table');
    const alias = tagged(value, 'alias');
    const paren = tagged(value, 'paren');
    const joined = tagged(value, 'joined_table');
    if (table && this.#readsArray(table, place)) {
      this.#arraySource(table, place, aliasAbove);
    } else if (table) {
      scope?.sources.push(this.#walker.table(table, place, aliasAbove));
    } else if (alias) {
      const name = asIdentifier(alias.alias);
      this.#resolution.decide(name);
      this.addSource(alias.this, place, name);
    } else if (paren) {
      this.addSource(paren.this, place, aliasAbove);
    } else if (joined && !joined.alias && !aliasAbove) {
      const before = scope?.sources.length ?? 0;
      this.addSource(joined.left, place);
      const joins = asList(joined.joins).map(asNode);
      joins.forEach(join => this.addJoin(join, place));
      scope?.sources.slice(before).forEach(source => {
        source.join = 'nested';
      });
      joins.forEach(join => this.readCondition(join, place));
    } else if (asQuery(value)) {
      const lateral = tagged(value, 'subquery')?.lateral === true;
      const relation = this.#walker.query(value, {
        ...place,
        scope: lateral ? scope : scope?.parent,
        passes: true,
        flows: this.#resolution.options.flows === true,
      });
      const own = asNode(tagged(value, 'subquery') ?? tagged(value, 'values'));
      const name = aliasAbove ?? asIdentifier(own.alias);
      scope?.sources.push({
        ...relation,
        key: name && this.#resolution.key(name.name),
        qualifier: name?.name,
        unaliased: false,
      });
    } else {
      this.#otherSource(value, place, aliasAbove);
    }
  }

  /** BigQuery reads `FROM orders o, o.items` as the array `items` of each order. */
  #readsArray(table: SqlNode, { scope }: Place): boolean {
    const [first, ...rest] = tableNameParts(table);
    const { platform } = this.#resolution.options.dialect;
    return (
      platform === 'bigquery' &&
      rest.length > 0 &&
      findSource(scope, this.#resolution.key(first.name)) !== undefined
    );
  }

  #arraySource(table: SqlNode, place: Place, aliasAbove?: TreeIdentifier) {
    const [first, column, ...fields] = tableNameParts(table);
    const alias = aliasAbove ?? asIdentifier(table.alias);
    const name = alias ?? fields.at(-1) ?? column;
    const passage = findPassage(
      findSource(place.scope, this.#resolution.key(first.name)) ??
        unknownRelation,
      this.#resolution.key(column.name),
    );
    if (passage && !alias && !fields.length) {
      this.#resolution.distrust(
        passage,
        `The array is called ${column.name} after the column, which changes. Give the array an alias.`,
      );
    }
    this.#resolution.decide(asIdentifier(table.alias));
    fields.forEach(field => this.#resolution.decide(field));
    this.#walker.visit(
      { column: { name: toNode(column), table: toNode(first) } },
      { ...place, namesOutput: undefined },
    );
    place.scope?.sources.push({
      ...unknownRelation,
      key: this.#resolution.key(name.name),
      unaliased: false,
    });
  }

  /** PIVOT, UNNEST, table functions and whatever else: what it holds is not known. */
  #otherSource(value: SqlValue, place: Place, aliasAbove?: TreeIdentifier) {
    const node = asNode(Object.values(asNode(value))[0]);
    this.#walker.visit(value, place);
    const name = aliasAbove ?? asIdentifier(node.alias);
    const text = typeof node.alias === 'string' ? node.alias : name?.name;
    this.#resolution.decide(asIdentifier(node.alias));
    this.#resolution.decide(asIdentifier(node.offset_alias));
    place.scope?.sources.push({
      ...unknownRelation,
      key: text === undefined ? undefined : this.#resolution.key(text),
      unaliased: false,
    });
  }

  addLateralView(view: SqlNode, place: Place) {
    this.#walker.visit(view.this, place);
    const alias = asIdentifier(view.table_alias);
    this.#resolution.decide(alias);
    asList(view.column_aliases).forEach(a =>
      this.#resolution.decide(asIdentifier(a)),
    );
    const relation = columnsFrom(view.column_aliases, key =>
      this.#resolution.key(key),
    );
    place.scope?.sources.push({
      ...(relation ?? unknownRelation),
      key: alias && this.#resolution.key(alias.name),
      unaliased: false,
    });
  }

  addJoin(join: SqlNode, place: Place) {
    const { scope } = place;
    const before = scope?.sources.length ?? 0;
    this.addSource(join.this, place);
    const kind = typeof join.kind === 'string' ? join.kind : '';
    scope?.sources.slice(before).forEach(source => {
      source.join = source.join ?? kind;
    });
    if (
      scope &&
      (asList(join.using).length || /natural|semi|anti/i.test(kind))
    ) {
      scope.mergesColumns = true;
      if (asList(join.using).length) {
        this.#places.set(join, before);
      }
      asList(join.using).forEach(entry =>
        scope.mergedKeys.add(
          this.#resolution.key(asIdentifier(entry)?.name ?? ''),
        ),
      );
    }
    const passage = scope?.sources
      .flatMap(({ passages }) => passages)
      .find(({ dataset: { side } }) => side === 'old');
    const keepsNatural =
      scope !== undefined &&
      keepsNaturalJoin(
        scope.sources.slice(0, before),
        scope.sources.slice(before),
        name => this.#resolution.key(name),
      );
    if (/natural/i.test(kind) && passage && !keepsNatural) {
      this.#resolution.distrust(
        passage,
        'NATURAL JOIN compares all columns of one name, and some of the dataset change. Write ON.',
      );
    }
  }

  readCondition(join: SqlNode, place: Place) {
    const index = this.#places.get(join);
    if (place.scope && index !== undefined) {
      this.#using.bindUsing(join, index, place.scope);
    }
    this.#walker.visitEntries(join, place, ['this', 'using', 'kind']);
  }
}

function toNode({ name, quoted, span }: TreeIdentifier): SqlNode {
  return { name, quoted, ...(span && { span: { ...span } }) };
}
