import type { PlannedMove } from '../../contract/planMoves';
import type { RelationCall } from '../../dbt/findRelationCalls';
import { columnKey, type SqlDialect } from '../parse/dialects';
import type { SqlNode, SqlStatement, SqlValue } from '../parse/parseScript';
import {
  asIdentifier,
  asList,
  asNode,
  asQuery,
  isNode,
  isTableName,
  tagged,
  tableNameParts,
  type TreeIdentifier,
} from '../parse/readTree';
import {
  createScope,
  findSource,
  type Scope,
  type Source,
} from '../scope/Scope';
import { matchTable } from './matchTable';
import { findOutputAlias } from './outputAlias';
import { resolveColumn, type Clause } from './resolveColumn';
import type {
  ColumnUse,
  Issue,
  NamePart,
  QualifierUse,
  TableUse,
} from './uses';

const DEEPEST_TREE = 1200;
const WITH_KEYS = ['with', 'with_cte'];

/** What identifiers of a masked text stand for. */
export interface MaskedNames {
  /** dbt relations, by the identifier that stands for them. */
  calls: Map<string, RelationCall>;
  isMasked(name: string): boolean;
}

interface QueryResolverOptions {
  statement: SqlStatement;
  moves: PlannedMove[];
  dialect: SqlDialect;
  masked: MaskedNames;
  /** Keys of the columns of the model that the file defines, for `{{ this }}`. */
  ownColumns?: Set<string>;
}

/** What a part of a query can see, and how it is meant. */
interface Place {
  scope?: Scope;
  /** Keys of common table expressions with their columns, if known. */
  tables: Map<string, Set<string> | undefined>;
  clause: Clause;
  wholeTerm: boolean;
  /** Wrappers between the column and the select item or struct field that it names. */
  namesOutput?: string[];
  inExists: boolean;
  depth: number;
}

const plainPlace = {
  clause: 'input' as const,
  wholeTerm: false,
  namesOutput: undefined,
};

/** Walks the tree of one statement and binds its tables and columns. */
export class QueryResolver {
  readonly tables: TableUse[] = [];
  readonly columns: ColumnUse[] = [];
  readonly qualifiers: QualifierUse[] = [];
  readonly issues: Issue[] = [];
  /** Offsets of the identifiers whose meaning is known. */
  readonly decided = new Set<number>();
  readonly #options: QueryResolverOptions;

  static create(options: QueryResolverOptions): QueryResolver {
    return new QueryResolver(options);
  }

  private constructor(options: QueryResolverOptions) {
    this.#options = options;
  }

  /** Resolves the statement; gives the keys of its output columns when they are known. */
  resolve(tree: SqlNode): Set<string> | undefined {
    const place: Place = {
      tables: new Map(),
      clause: 'input',
      wholeTerm: false,
      inExists: false,
      depth: 0,
    };
    if (asQuery(tree)) {
      return this.#query(tree, place);
    }
    this.#visit(tree, place);
    return undefined;
  }

  #query(value: SqlValue, place: Place): Set<string> | undefined {
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
        );
      case 'subquery':
        return this.#subquery(query.node, this.#withTables(query.node, inner));
      case 'values':
        this.#visitEntries(query.node, inner, []);
        return columnsFrom(query.node.column_aliases, key => this.#key(key));
      default:
        this.#visit(value, inner);
        return undefined;
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
      this.#decide(name);
      asList(cte.columns).forEach(column => this.#decide(asIdentifier(column)));
      const key = name && this.#key(name.name);
      if (key && list.recursive === true) {
        tables.set(
          key,
          columnsFrom(cte.columns, column => this.#key(column)),
        );
      }
      const outputs = this.#query(cte.this, { ...place, tables });
      if (key) {
        const named = columnsFrom(cte.columns, column => this.#key(column));
        tables.set(key, named ?? outputs);
      }
    }
    return { ...place, tables };
  }

  #setOperation(node: SqlNode, place: Place): Set<string> | undefined {
    const outputs = this.#query(node.left, place);
    this.#query(node.right, place);
    this.#orderOfOutputs(node.order_by);
    this.#visitEntries(node, place, ['left', 'right', 'order_by', 'with']);
    return outputs;
  }

  #subquery(node: SqlNode, place: Place): Set<string> | undefined {
    const outputs = this.#query(node.this, place);
    this.#decide(asIdentifier(node.alias));
    asList(node.column_aliases).forEach(a => this.#decide(asIdentifier(a)));
    this.#orderOfOutputs(node.order_by);
    this.#visitEntries(node, place, [
      'this',
      'alias',
      'column_aliases',
      'order_by',
      'with',
    ]);
    return columnsFrom(node.column_aliases, key => this.#key(key)) ?? outputs;
  }

  /** Terms that can only mean the outputs of a query, whose names are preserved. */
  #orderOfOutputs(orderBy: SqlValue) {
    for (const term of asList(asNode(orderBy).expressions)) {
      const column = tagged(asNode(term).this, 'column');
      if (column && !column.table) {
        this.#decide(asIdentifier(column.name));
      }
    }
  }

  #select(
    select: SqlNode,
    place: Place,
    outer: Place,
  ): Set<string> | undefined {
    const scope = createScope(outer.scope);
    const inner: Place = { ...place, scope };
    scope.distinct = select.distinct === true;
    for (const source of asList(asNode(select.from).expressions)) {
      this.#source(source, inner);
    }
    const joins = asList(select.joins).map(asNode);
    joins.forEach(join => this.#join(join, inner));
    asList(select.lateral_views).forEach(v =>
      this.#lateralView(asNode(v), inner),
    );
    joins.forEach(join => this.#joinCondition(join, inner));

    const items = asList(select.expressions);
    const outputs = this.#nameOutputs(items, scope);
    for (const item of items) {
      this.#visit(item, {
        ...inner,
        namesOutput: [],
        inExists: outer.inExists && tagged(item, 'star') !== undefined,
      });
    }
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

  /** Notes which names the select items give, and tells them when all are known. */
  #nameOutputs(items: SqlValue[], scope: Scope): Set<string> | undefined {
    const outputs = new Set<string>();
    let known = true;
    for (const item of items) {
      const alias = tagged(item, 'alias');
      const name = asIdentifier(alias?.alias);
      const column = tagged(unwrap(item).inner, 'column');
      const star = tagged(item, 'star');
      if (alias && name) {
        const behind = asIdentifier(tagged(alias.this, 'column')?.name);
        scope.aliases.set(
          this.#key(name.name),
          behind && this.#key(behind.name),
        );
        outputs.add(this.#key(name.name));
      } else if (column) {
        const key = this.#key(asIdentifier(column.name)?.name ?? '');
        scope.bareOutputs.add(key);
        outputs.add(key);
      } else if (star) {
        const columns = this.#starColumns(star, scope);
        columns?.forEach(key => outputs.add(key));
        known = known && columns !== undefined;
      } else {
        const field = asIdentifier(tagged(item, 'dot')?.field);
        if (field) {
          outputs.add(this.#key(field.name));
        }
      }
    }
    return known ? outputs : undefined;
  }

  #starColumns(star: SqlNode, scope: Scope): Set<string> | undefined {
    const table = asIdentifier(star.table);
    const sources = table
      ? [findSource(scope, this.#key(table.name))]
      : scope.sources;
    const columns = new Set<string>();
    for (const source of sources) {
      if (!source?.columns) {
        return undefined;
      }
      source.columns.forEach(key => columns.add(key));
    }
    asList(star.except).forEach(entry =>
      columns.delete(this.#key(asIdentifier(entry)?.name ?? '')),
    );
    return asList(star.rename).length ? undefined : columns;
  }

  /** Adds what stands in FROM or JOIN to the scope. */
  #source(value: SqlValue, place: Place, aliasAbove?: TreeIdentifier) {
    const { scope } = place;
    const table = tagged(value, 'table');
    const alias = tagged(value, 'alias');
    const paren = tagged(value, 'paren');
    const joined = tagged(value, 'joined_table');
    if (table) {
      scope?.sources.push(this.#table(table, place, aliasAbove));
    } else if (alias) {
      const name = asIdentifier(alias.alias);
      this.#decide(name);
      this.#source(alias.this, place, name);
    } else if (paren) {
      this.#source(paren.this, place, aliasAbove);
    } else if (joined && !joined.alias && !aliasAbove) {
      this.#source(joined.left, place);
      const joins = asList(joined.joins).map(asNode);
      joins.forEach(join => this.#join(join, place));
      joins.forEach(join => this.#joinCondition(join, place));
    } else if (asQuery(value)) {
      const lateral = tagged(value, 'subquery')?.lateral === true;
      const columns = this.#query(value, {
        ...place,
        scope: lateral ? scope : scope?.parent,
      });
      const own = asNode(tagged(value, 'subquery') ?? tagged(value, 'values'));
      const name = aliasAbove ?? asIdentifier(own.alias);
      scope?.sources.push({
        key: name && this.#key(name.name),
        unaliased: false,
        columns,
      });
    } else {
      this.#otherSource(value, place, aliasAbove);
    }
  }

  /** PIVOT, UNNEST, table functions and whatever else: what it holds is not known. */
  #otherSource(value: SqlValue, place: Place, aliasAbove?: TreeIdentifier) {
    const node = asNode(Object.values(asNode(value))[0]);
    this.#visit(value, place);
    const name = aliasAbove ?? asIdentifier(node.alias);
    const text = typeof node.alias === 'string' ? node.alias : name?.name;
    this.#decide(asIdentifier(node.alias));
    this.#decide(asIdentifier(node.offset_alias));
    place.scope?.sources.push({
      key: text === undefined ? undefined : this.#key(text),
      unaliased: false,
    });
  }

  #lateralView(view: SqlNode, place: Place) {
    this.#visit(view.this, place);
    const alias = asIdentifier(view.table_alias);
    this.#decide(alias);
    asList(view.column_aliases).forEach(a => this.#decide(asIdentifier(a)));
    place.scope?.sources.push({
      key: alias && this.#key(alias.name),
      unaliased: false,
      columns: columnsFrom(view.column_aliases, key => this.#key(key)),
    });
  }

  #join(join: SqlNode, place: Place) {
    this.#source(join.this, place);
    const natural = typeof join.kind === 'string' && /natural/i.test(join.kind);
    const dataset = place.scope?.sources.find(s => s.dataset?.side === 'old');
    if (natural && dataset?.dataset) {
      this.#leave(
        dataset.dataset.start,
        'NATURAL JOIN compares all columns of one name, and some of the dataset change. Write ON.',
      );
    }
  }

  #joinCondition(join: SqlNode, place: Place) {
    for (const entry of asList(join.using)) {
      const column = asIdentifier(entry);
      const part = column && this.#part(column);
      if (!column || !part) {
        continue;
      }
      this.#decide(column);
      const resolution = place.scope?.sources
        .map(({ key }) => key)
        .filter(key => key !== undefined)
        .map(key =>
          resolveColumn({
            name: part,
            qualifier: { ...part, name: key, quoted: false },
            scope: place.scope,
            dialect: this.#options.dialect,
            clause: 'input',
            wholeTerm: false,
          }),
        )
        .find(({ kind }) => kind === 'changed');
      if (resolution) {
        this.#leave(
          part.start,
          `USING(${column.name}) needs the name ${column.name} on both sides, and the dataset's column is called otherwise now. Write ON.`,
          column.name,
        );
      }
    }
    this.#visitEntries(join, place, ['this', 'using', 'kind']);
  }

  #table(table: SqlNode, place: Place, aliasAbove?: TreeIdentifier): Source {
    const alias = aliasAbove ?? asIdentifier(table.alias);
    const names = tableNameParts(table);
    this.#decide(asIdentifier(table.alias));
    this.#visitEntries(table, place, ['name', 'schema', 'catalog', 'alias']);
    const last = names[names.length - 1];
    const source: Source = {
      key: this.#key((alias ?? last).name),
      unaliased: !alias,
    };
    if (names.length === 1 && place.tables.has(this.#key(last.name))) {
      this.#decide(last);
      return { ...source, columns: place.tables.get(this.#key(last.name)) };
    }
    const call = this.#options.masked.calls.get(last.name);
    if (names.length === 1 && call) {
      this.#decide(last);
      return { ...source, ...this.#relation(call, last, alias) };
    }
    const dataset = this.#matchDataset(names);
    if (!dataset) {
      return source;
    }
    if (asList(table.column_aliases).length && dataset.side === 'old') {
      this.#leave(
        dataset.start,
        'The columns are renamed by their position. Name them in a select list.',
      );
    }
    const { oldColumns, newColumns } = dataset.move;
    return {
      ...source,
      dataset,
      columns: dataset.side === 'old' ? oldColumns : newColumns,
    };
  }

  #relation(
    call: RelationCall,
    identifier: TreeIdentifier,
    alias: TreeIdentifier | undefined,
  ): Partial<Source> {
    const { ownColumns } = this.#options;
    if (call.target === 'this') {
      return { columns: ownColumns };
    }
    const part = this.#part(identifier);
    const named = alias ? {} : { key: this.#key(call.name) };
    if (call.target === 'other' || !call.move || !part) {
      return named;
    }
    const { move, target } = call;
    const dataset: TableUse = {
      move,
      side: target,
      start: part.start,
      end: part.end,
      parts: [],
      call,
      implicitName: call.name,
      newImplicitName: call.newName ?? call.name,
    };
    this.tables.push(dataset);
    return {
      ...named,
      dataset,
      columns: target === 'old' ? move.oldColumns : move.newColumns,
    };
  }

  #matchDataset(names: TreeIdentifier[]): TableUse | undefined {
    const parts = names.flatMap(name => this.#part(name) ?? []);
    if (parts.length < names.length) {
      return undefined;
    }
    const { moves, dialect, masked } = this.#options;
    const match = matchTable({
      parts,
      moves,
      dialect,
      isMasked: masked.isMasked,
    });
    names.forEach(name => this.#decide(name));
    if (match.kind === 'unproved') {
      this.#leave(parts[0].start, match.message);
    }
    if (match.kind !== 'dataset') {
      return undefined;
    }
    this.tables.push(match.use);
    return match.use;
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
      this.#tableOutsideOfFrom(value, place);
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
        this.#column(value, inner);
      } else if (key === 'star') {
        this.#star(value, inner);
      } else if (key === 'alias' && asIdentifier(value)) {
        this.#decide(asIdentifier(value));
      } else if (key === 'dot') {
        this.#dot(value, inner);
      } else {
        this.#visit(value, this.#placeInside(key, value, inner));
      }
    }
  }

  #visitList(key: string, values: SqlValue[], place: Place) {
    const definesColumns = key === 'columns' || key === 'column_aliases';
    for (const value of values) {
      const identifier = asIdentifier(value);
      if (definesColumns && identifier) {
        this.#decide(identifier);
      } else {
        this.#visit(value, descend(place));
      }
    }
  }

  /** A column names its output only through parentheses, casts and struct fields. */
  #placeInside(key: string, value: SqlNode, place: Place): Place {
    const { dialect } = this.#options;
    if (key === 'exists') {
      return { ...place, ...plainPlace, clause: place.clause, inExists: true };
    }
    if (key === 'paren' && place.namesOutput) {
      return {
        ...place,
        namesOutput: [...place.namesOutput, 'paren'],
        wholeTerm: false,
      };
    }
    if (key === 'cast' && place.namesOutput && dialect.castKeepsName) {
      return {
        ...place,
        namesOutput: [...place.namesOutput, 'cast'],
        wholeTerm: false,
      };
    }
    if (key === 'function' && isStructCall(value)) {
      return { ...place, namesOutput: ['struct'], wholeTerm: false };
    }
    const keepsTerm = key === 'this' || key === 'column';
    return {
      ...place,
      namesOutput: key === 'this' ? place.namesOutput : undefined,
      wholeTerm: keepsTerm && place.wholeTerm,
    };
  }

  #dot(dot: SqlNode, place: Place) {
    this.#visit(dot.this, {
      ...place,
      namesOutput: undefined,
      wholeTerm: false,
    });
    const column = tagged(dot.this, 'column');
    const qualifier = asIdentifier(column?.table);
    const isField =
      column &&
      (!qualifier || findSource(place.scope, this.#key(qualifier.name)));
    if (isField || tagged(dot.this, 'subscript')) {
      this.#decide(asIdentifier(dot.field));
    }
  }

  #star(star: SqlNode, place: Place) {
    const table = asIdentifier(star.table);
    const sources = table
      ? [findSource(place.scope, this.#key(table.name))]
      : place.scope?.sources ?? [];
    const source = sources.find(
      candidate => candidate?.dataset?.side === 'old',
    );
    if (source?.dataset && !place.inExists) {
      this.#leave(
        source.dataset.start,
        'SELECT * reads columns that change. Name the columns that are needed.',
      );
    }
    asList(star.except).forEach(entry => this.#decide(asIdentifier(entry)));
    this.#visit(star.replace, place);
  }

  #column(column: SqlNode, place: Place) {
    const name = asIdentifier(column.name);
    const table = asIdentifier(column.table);
    const part = name && this.#part(name);
    const qualifier = table && this.#part(table);
    if (!name || !part || (table && !qualifier)) {
      return;
    }
    const { dialect, statement } = this.#options;
    const { scope, clause, wholeTerm } = place;
    if (!scope) {
      this.#decide(name);
      this.#decide(table);
      return;
    }
    const shared = { scope, dialect, clause, wholeTerm };
    const resolution = resolveColumn({ ...shared, name: part, qualifier });
    if (resolution.kind === 'unknownQualifier' && qualifier) {
      this.#structColumn(part, qualifier, place);
      return;
    }
    this.#decide(name);
    this.#decide(table);
    if (resolution.kind === 'unproved') {
      this.#leave(part.start, resolution.message, name.name);
    }
    const renamedQualifier =
      qualifier && this.#renameQualifier(qualifier, scope);
    if (resolution.kind !== 'changed' && renamedQualifier) {
      this.qualifiers.push(renamedQualifier);
    }
    if (resolution.kind !== 'changed' || !resolution.source.dataset) {
      return;
    }
    const { dataset } = resolution.source;
    const field = dataset.move.fields.get(name.name.toLowerCase());
    if (!field) {
      return;
    }
    if (place.namesOutput?.[0] === 'struct' && !dialect.structTakesAlias) {
      this.#leave(
        part.start,
        `The field of the struct is called ${name.name} after the column, which changes. Build the struct with names of its own.`,
        name.name,
      );
    }
    this.columns.push({
      move: dataset.move,
      field,
      name: part,
      qualifierName: qualifier,
      qualifier: renamedQualifier,
      outputAlias:
        place.namesOutput &&
        findOutputAlias(statement.tokens, part.end, place.namesOutput),
      alone: place.namesOutput !== undefined,
    });
  }

  /** A table's own name as qualifier follows the table. */
  #renameQualifier(part: NamePart, scope: Scope): QualifierUse | undefined {
    const source = findSource(scope, this.#key(part.name));
    if (!source?.unaliased || source.dataset?.side !== 'old') {
      return undefined;
    }
    const { move, implicitName, newImplicitName } = source.dataset;
    return implicitName === newImplicitName
      ? undefined
      : { move, part, to: newImplicitName };
  }

  /** `a.b` where `a` is no table: a field of the struct column `a`. */
  #structColumn(field: NamePart, column: NamePart, place: Place) {
    const { dialect } = this.#options;
    const resolution = resolveColumn({
      name: column,
      scope: place.scope,
      dialect,
      clause: place.clause,
      wholeTerm: false,
    });
    if (resolution.kind === 'changed') {
      this.#leave(
        column.start,
        `${column.name} is read as a record, whose fields the contract does not speak of. Migrate it by hand.`,
        column.name,
      );
      this.decided.add(column.start).add(field.start);
    }
  }

  #tableOutsideOfFrom(table: SqlNode, place: Place) {
    this.#visitEntries(table, place, ['name', 'schema', 'catalog', 'alias']);
    this.#decide(asIdentifier(table.alias));
    const names = tableNameParts(table);
    const [first] = names;
    if (names.length === 1 && place.tables.has(this.#key(first.name))) {
      this.#decide(first);
      return;
    }
    const call = this.#options.masked.calls.get(first?.name ?? '');
    const dataset =
      names.length === 1 && call
        ? this.#relation(call, first, undefined).dataset
        : this.#matchDataset(names);
    if (dataset?.side === 'old') {
      this.#leave(
        dataset.start,
        'The statement writes to the dataset, or reads it in another way than a query does. Migrate it by hand.',
      );
    }
  }

  #leave(start: number, message: string, field?: string) {
    this.issues.push({ kind: 'unproved', start, field, message });
  }

  #key(name: string): string {
    return columnKey(name, this.#options.dialect);
  }

  #part({ name, quoted, span }: TreeIdentifier): NamePart | undefined {
    const { toOffset } = this.#options.statement;
    return (
      span && {
        name,
        quoted,
        start: toOffset(span.start),
        end: toOffset(span.end),
      }
    );
  }

  #decide(identifier: TreeIdentifier | undefined) {
    const part = identifier && this.#part(identifier);
    if (part) {
      this.decided.add(part.start);
    }
  }
}

function descend(place: Place): Place {
  if (place.depth > DEEPEST_TREE) {
    throw new RangeError('it is nested too deeply');
  }
  return { ...place, depth: place.depth + 1 };
}

function isStructCall({ name }: SqlNode): boolean {
  return typeof name === 'string' && name.toLowerCase() === 'struct';
}

/** The expression inside parentheses. */
function unwrap(value: SqlValue): { inner: SqlValue } {
  let inner = value;
  for (
    let paren = tagged(inner, 'paren');
    paren;
    paren = tagged(inner, 'paren')
  ) {
    inner = paren.this;
  }
  return { inner };
}

function columnsFrom(
  identifiers: SqlValue,
  toKey: (name: string) => string,
): Set<string> | undefined {
  const names = asList(identifiers).flatMap(v => asIdentifier(v)?.name ?? []);
  return names.length ? new Set(names.map(toKey)) : undefined;
}
