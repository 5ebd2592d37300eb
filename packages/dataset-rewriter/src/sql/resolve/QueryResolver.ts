import type { SqlNode, SqlValue } from '../parse/parseScript';
import {
  asIdentifier,
  asList,
  asNode,
  asQuery,
  isNode,
  isTableName,
  tagged,
} from '../parse/readTree';
import { findPassage, unknownRelation, type Relation } from '../scope/Relation';
import { createScope, markMadeUpRows } from '../scope/Scope';
import { ColumnBinder } from './ColumnBinder';
import { FromReader, type TreeWalker } from './FromReader';
import { columnsFrom, nameOutputs } from './nameOutputs';
import { decideMadeColumns } from './decideMadeColumns';
import { descend, enter, plainPlace, type Place } from './Place';
import { filterSources } from './filterSources';
import { PathBinder } from './PathBinder';
import { PlaceBinder } from './PlaceBinder';
import type { Resolution } from './Resolution';
import type { Clause } from './resolveColumn';
import { StarBinder } from './StarBinder';
import { TableBinder } from './TableBinder';
import { WriteResolver } from './WriteResolver';

const WITH_KEYS = ['with', 'with_cte'];
const TABLE_NAME_KEYS = ['name', 'schema', 'catalog', 'alias'];

/** Walks the tree of one statement, scope by scope, and has its tables and columns bound. */
export class QueryResolver {
  readonly #resolution: Resolution;
  readonly #tables: TableBinder;
  readonly #columns: ColumnBinder;
  readonly #stars: StarBinder;
  readonly #paths: PathBinder;
  readonly #places: PlaceBinder;
  readonly #from: FromReader;
  readonly #writes: WriteResolver;

  static create(resolution: Resolution): QueryResolver {
    return new QueryResolver(resolution);
  }

  private constructor(resolution: Resolution) {
    this.#resolution = resolution;
    this.#tables = TableBinder.create(resolution);
    this.#places = PlaceBinder.create(resolution);
    this.#columns = ColumnBinder.create(resolution, this.#places);
    this.#stars = StarBinder.create(resolution);
    this.#paths = PathBinder.create(resolution, this.#tables);
    const walker: TreeWalker = {
      query: (value, place) => this.#query(value, place),
      visit: (value, place) => this.#visit(value, place),
      visitEntries: (node, place, skipped) =>
        this.#visitEntries(node, place, skipped),
      table: (table, place, aliasAbove) => {
        this.#visitEntries(table, place, TABLE_NAME_KEYS);
        return this.#tables.bindSource(table, place, aliasAbove);
      },
    };
    this.#from = FromReader.create(resolution, walker);
    this.#writes = WriteResolver.create(resolution, walker, this.#from);
  }

  /** Resolves the statement; gives what its outputs are. */
  resolve(tree: SqlNode): Relation {
    const place: Place = {
      tables: new Map(),
      clause: 'input',
      wholeTerm: false,
      inExists: false,
      passes: false,
      flows: false,
      hidesNames: false,
      depth: 0,
    };
    const flows = this.#resolution.options.flows === true;
    if (asQuery(tree)) {
      return this.#query(tree, { ...place, flows });
    }
    const made = tagged(tree, 'create_table') ?? tagged(tree, 'create_view');
    const query = made?.as_select ?? made?.query;
    const storedBy = made ? decideMadeColumns(made, this.#resolution) : [];
    if (made && asQuery(query) && !asList(made.columns).length) {
      this.#visitEntries(made, place, ['as_select', 'query', 'name']);
      this.#visit({ name: made.name ?? null }, place);
      const outputs = this.#query(query, { ...place, flows });
      this.#resolution.isFlowMistakable ||= storedBy.some(
        key => flows && findPassage(outputs, key),
      );
      return outputs;
    }
    // The tree of COMMENT ON holds a table as if it were a column.
    if (!tagged(tree, 'comment')) {
      this.#visit(tree, place);
    }
    return unknownRelation;
  }

  #query(value: SqlValue, place: Place): Relation {
    const inner = descend({ ...place, ...plainPlace, inExists: false });
    const query = asQuery(value);
    switch (query?.tag) {
      case 'select':
        return this.#select(
          query.node,
          this.#withTables(query.node, inner),
          place,
        );
      case 'setOperation':
        return this.#setOperation(
          query.node,
          this.#withTables(query.node, inner),
          place.flows && query.node.by_name !== true,
        );
      case 'subquery':
        return this.#subquery(query.node, {
          ...this.#withTables(query.node, inner),
          passes: place.passes,
          flows: place.flows,
          inExists: place.inExists,
          hidesNames: place.hidesNames,
        });
      case 'values':
        this.#visitEntries(query.node, inner, []);
        return this.#named(query.node.column_aliases) ?? unknownRelation;
      default:
        this.#visit(value, inner);
        return unknownRelation;
    }
  }

  /** Adds the common table expressions of a query to what it sees. */
  #withTables(node: SqlNode, place: Place): Place {
    const list = asNode(node.with ?? node.with_cte);
    if (!Array.isArray(list.ctes)) {
      return place;
    }
    const tables = new Map(place.tables);
    for (const entry of list.ctes) {
      const cte = asNode(entry);
      const name = asIdentifier(cte.alias);
      this.#resolution.decide(name);
      asList(cte.columns).forEach(column =>
        this.#resolution.decide(asIdentifier(column)),
      );
      const key = name && this.#resolution.key(name.name);
      const named = this.#named(cte.columns);
      if (key && list.recursive === true) {
        tables.set(key, named ?? unknownRelation);
      }
      const outputs = this.#query(cte.this, {
        ...place,
        tables,
        passes: named === undefined,
        flows:
          this.#resolution.options.flows === true &&
          named === undefined &&
          list.recursive !== true,
      });
      if (key) {
        tables.set(key, named ?? outputs);
      }
    }
    return { ...place, tables };
  }

  #named(identifiers: SqlValue): Relation | undefined {
    return columnsFrom(identifiers, name => this.#resolution.key(name));
  }

  #setOperation(node: SqlNode, place: Place, flows: boolean): Relation {
    const outputs = this.#query(node.left, { ...place, flows });
    this.#query(node.right, {
      ...place,
      flows: flows && outputs.passages.length > 0,
    });
    this.#orderOfOutputs(node.order_by, outputs);
    this.#visitEntries(node, place, ['left', 'right', 'order_by', 'with']);
    return outputs;
  }

  #subquery(node: SqlNode, place: Place): Relation {
    const named = this.#named(node.column_aliases);
    const outputs = this.#query(node.this, {
      ...place,
      passes: place.passes && named === undefined,
      flows: place.flows && named === undefined,
    });
    this.#resolution.decide(asIdentifier(node.alias));
    asList(node.column_aliases).forEach(a =>
      this.#resolution.decide(asIdentifier(a)),
    );
    this.#orderOfOutputs(node.order_by, outputs);
    this.#visitEntries(node, place, [
      'this',
      'alias',
      'column_aliases',
      'order_by',
      'with',
    ]);
    return named ?? outputs;
  }

  /** Terms that can only mean the outputs of a query, whose names are preserved unless they took new ones. */
  #orderOfOutputs(orderBy: SqlValue, outputs: Relation) {
    for (const term of asList(asNode(orderBy).expressions)) {
      const column = tagged(asNode(term).this, 'column');
      const name = asIdentifier(column?.name);
      const part = name && this.#resolution.part(name);
      if (!name || !part || column?.table) {
        continue;
      }
      this.#resolution.decide(name);
      const key = this.#resolution.key(name.name);
      const passage = this.#resolution.options.flows
        ? findPassage(outputs, key)
        : undefined;
      const field = passage?.dataset.move.fields.get(key.toLowerCase());
      if (passage && field?.action === 'rename') {
        const { move } = passage.dataset;
        this.#resolution.columns.push({ move, field, name: part, alone: true });
      }
    }
  }

  #select(select: SqlNode, place: Place, outer: Place): Relation {
    const scope = createScope(outer.scope);
    const inner: Place = { ...place, scope };
    scope.distinct = select.distinct === true;
    for (const source of asList(asNode(select.from).expressions)) {
      this.#from.addSource(source, inner);
    }
    const joins = asList(select.joins).map(asNode);
    joins.forEach(join => this.#from.addJoin(join, inner));
    asList(select.lateral_views).forEach(v =>
      this.#from.addLateralView(asNode(v), inner),
    );
    markMadeUpRows(scope);
    joins.forEach(join => this.#from.readCondition(join, inner));

    filterSources(select, scope, this.#resolution);
    const items = asList(select.expressions);
    const outputs = nameOutputs({
      items,
      scope,
      toKey: name => this.#resolution.key(name),
      expanded: this.#resolution.options.expanded ?? new Set(),
      proved: this.#resolution.proved,
      expand: (star, { only }) => {
        this.#resolution.isFlowMistakable ||= only !== undefined;
        this.#resolution.visibleStars.add(star);
      },
      findChanged: outer.flows
        ? column => this.#columns.findRenamed(column, scope)
        : undefined,
    });
    if (!outer.passes && !outer.inExists) {
      this.#resolution.show(outputs);
    }
    this.#places.bindOutputs(select, outputs);
    const hidesNames = outer.hidesNames && !isNode(select.order_by);
    items.forEach((item, index) => {
      const star = tagged(item, 'star');
      const namesOutput = hidesNames ? undefined : [];
      const at = { ...inner, namesOutput, inExists: false };
      if (star) {
        const starPlace = { ...at, inExists: outer.inExists };
        this.#stars.bindItem(star, select, index, starPlace);
        this.#visit(star.replace, inner);
      } else {
        this.#visit(item, at);
      }
    });
    this.#terms(asNode(select.group_by).expressions, inner, 'groupBy');
    this.#terms(asNode(select.order_by).expressions, inner, 'orderBy');
    this.#visit(select.having, { ...inner, clause: 'afterGrouping' });
    this.#visit(select.qualify, { ...inner, clause: 'afterGrouping' });
    this.#visitEntries(select, inner, [
      'expressions',
      'from',
      'joins',
      'lateral_views',
      'group_by',
      'order_by',
      'having',
      'qualify',
      'with',
    ]);
    return outputs;
  }

  #terms(terms: SqlValue, place: Place, clause: Clause) {
    for (const term of asList(terms)) {
      const ordered = asNode(term).this;
      const expression =
        clause === 'orderBy' && isNode(ordered) ? ordered : term;
      const wholeTerm = tagged(expression, 'column') !== undefined;
      this.#visit(term, { ...place, clause, wholeTerm });
    }
  }

  /** Walks whatever is not a query. */
  #visit(value: SqlValue, place: Place) {
    if (Array.isArray(value)) {
      value.forEach(entry => this.#visit(entry, descend(place)));
      return;
    }
    if (!isNode(value)) {
      return;
    }
    if (asQuery(value)) {
      this.#query(value, place);
      return;
    }
    if (isTableName(value)) {
      this.#visitEntries(value, place, TABLE_NAME_KEYS);
      this.#tables.bindElsewhere(value, place);
      return;
    }
    this.#visitEntries(value, place, []);
  }

  #visitEntries(node: SqlNode, place: Place, skipped: string[]) {
    const inner = descend(
      skipped.includes('with') ? place : this.#withTables(node, place),
    );
    for (const [key, value] of Object.entries(node)) {
      if (skipped.includes(key) || WITH_KEYS.includes(key) || !isNode(value)) {
        if (Array.isArray(value) && !skipped.includes(key)) {
          this.#visitList(key, value, inner);
        }
        continue;
      }
      if (key === 'column' && isNode(value.name)) {
        this.#columns.bindColumn(value, inner);
      } else if (key === 'parameter') {
        this.#places.bindParameter(value, inner.scope);
      } else if (key === 'star') {
        this.#stars.bindElsewhere(value, inner);
        this.#visit(value.replace, inner);
      } else if (key === 'update' || key === 'delete') {
        this.#writes.resolveChange(value, this.#withTables(value, inner));
      } else if (key === 'merge') {
        this.#writes.resolveMerge(value, this.#withTables(value, inner));
      } else if (key === 'alias' && asIdentifier(value)) {
        this.#resolution.decide(asIdentifier(value));
      } else if (key === 'dot' && this.#paths.bindPath(value, inner)) {
        continue;
      } else if (key === 'dot') {
        this.#visit(value.this, {
          ...inner,
          namesOutput: undefined,
          wholeTerm: false,
        });
        this.#columns.bindField(value, inner);
      } else {
        this.#visit(
          value,
          enter(key, value, inner, this.#resolution.options.dialect),
        );
      }
    }
  }

  #visitList(key: string, values: SqlValue[], place: Place) {
    const definesColumns = key === 'columns' || key === 'column_aliases';
    for (const value of values) {
      const identifier = asIdentifier(value);
      const [partitionedBy] = key === 'partition' ? asList(value) : [];
      if (definesColumns && identifier) {
        this.#resolution.decide(identifier);
      } else if (asIdentifier(partitionedBy)) {
        this.#resolution.decide(asIdentifier(partitionedBy));
      } else {
        this.#visit(value, descend(place));
      }
    }
  }
}
