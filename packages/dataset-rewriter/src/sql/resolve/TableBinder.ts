import type { RelationCall } from '../../dbt/findRelationCalls';
import type { SqlNode } from '../parse/parseScript';
import {
  asIdentifier,
  asList,
  tableNameParts,
  type TreeIdentifier,
} from '../parse/readTree';
import {
  namedRelation,
  unknownRelation,
  type Relation,
} from '../scope/Relation';
import type { Source } from '../scope/Scope';
import { describeStatement } from './describeStatement';
import { spellName } from '../rules/replaceName';
import { matchTable } from './matchTable';
import type { Place } from './Place';
import type { Resolution } from './Resolution';
import type { TableUse } from './uses';

/** Finds out which tables of a statement are a dataset of the contract. */
export class TableBinder {
  readonly #resolution: Resolution;

  static create(resolution: Resolution): TableBinder {
    return new TableBinder(resolution);
  }

  private constructor(resolution: Resolution) {
    this.#resolution = resolution;
  }

  /** Binds a table in FROM. */
  bindSource(
    table: SqlNode,
    place: Place,
    aliasAbove?: TreeIdentifier,
  ): Source {
    const alias = aliasAbove ?? asIdentifier(table.alias);
    const names = tableNameParts(table);
    this.#resolution.decide(asIdentifier(table.alias));
    const last = names[names.length - 1];
    const name = alias?.name ?? this.#implicitName(last);
    const source: Source = {
      ...unknownRelation,
      key: this.#resolution.key(name),
      qualifier: this.#spell({ ...(alias ?? last), name }),
      unaliased: !alias,
      path: alias ? undefined : this.#path(names),
    };
    if (
      names.length === 1 &&
      place.tables.has(this.#resolution.key(last.name))
    ) {
      this.#resolution.decide(last);
      return {
        ...source,
        ...place.tables.get(this.#resolution.key(last.name)),
      };
    }
    const call = this.#resolution.options.masked.calls.get(last.name);
    if (names.length === 1 && call) {
      this.#resolution.decide(last);
      return { ...source, ...this.#relation(call, last, alias) };
    }
    const dataset = this.#matchDataset(names);
    if (!dataset) {
      return source;
    }
    if (asList(table.column_aliases).length && dataset.side === 'old') {
      this.#resolution.leave(
        dataset.start,
        'The columns are renamed by their position. Name them in a select list.',
      );
    }
    return {
      ...source,
      ...this.#read(dataset),
      qualifier: alias ? source.qualifier : dataset.newImplicitName,
      ...(alias ? {} : this.#keepName(dataset, dataset.end)),
    };
  }

  /** Gives the dataset its old name as an alias, where that may be a column's name in front of others. */
  #keepName(dataset: TableUse, at: number): Partial<Source> {
    const { aliased, dialect, statement } = this.#resolution.options;
    if (dataset.side === 'new' || !aliased?.has(dataset.start)) {
      return {};
    }
    const { implicitName: name } = dataset;
    const isLower = statement.tokens.some(({ text }) => text === 'from');
    dataset.alias = { name, at, keyword: isLower ? 'as' : 'AS' };
    return {
      unaliased: false,
      path: undefined,
      qualifier: spellName(name, dialect),
    };
  }

  /** Binds a table that is written to, or read in another way than by FROM. */
  bindElsewhere(table: SqlNode, place: Place) {
    this.#resolution.decide(asIdentifier(table.alias));
    const names = tableNameParts(table);
    const [first] = names;
    if (
      names.length === 1 &&
      place.tables.has(this.#resolution.key(first.name))
    ) {
      this.#resolution.decide(first);
      return;
    }
    const call = this.#resolution.options.masked.calls.get(first?.name ?? '');
    const dataset =
      names.length === 1 && call
        ? this.#relation(call, first, undefined).dataset
        : this.#matchDataset(names);
    if (dataset?.side === 'old') {
      const { statement } = this.#resolution.options;
      const start = this.#resolution.part(first)?.start ?? dataset.start;
      const replacement =
        dataset.call?.newName ?? dataset.parts.map(({ to }) => to).join('.');
      this.#resolution.leave(
        dataset.start,
        describeStatement(statement.tokens, start, replacement) ??
          'The statement writes to the dataset, or reads it in another way than a query does. Migrate it by hand.',
      );
    }
  }

  #relation(
    call: RelationCall,
    identifier: TreeIdentifier,
    alias: TreeIdentifier | undefined,
  ): Partial<Source> {
    const { ownColumns } = this.#resolution.options;
    if (call.target === 'this') {
      return { ...ownColumns };
    }
    const part = this.#resolution.part(identifier);
    const named = alias
      ? {}
      : { key: this.#resolution.key(call.name), qualifier: call.newName };
    if (call.target === 'other' || !call.move || !part) {
      return named;
    }
    const { move, target } = call;
    const dataset: TableUse = {
      move,
      side: target,
      start: call.start,
      end: call.end,
      parts: [],
      call,
      implicitName: call.name,
      newImplicitName: call.newName ?? call.name,
    };
    this.#resolution.tables.push(dataset);
    return {
      ...named,
      ...this.#read(dataset),
      ...(alias ? {} : this.#keepName(dataset, part.end)),
    };
  }

  /** What the dataset gives; a move that changes no column needs no care. */
  #read(dataset: TableUse): Relation & { dataset: TableUse } {
    const { move, side } = dataset;
    const names = side === 'old' ? move.oldNames : move.newNames;
    const changes = side === 'old' ? !move.sameColumns : move.fields.size > 0;
    return {
      ...(names
        ? namedRelation(names, name => this.#resolution.key(name))
        : unknownRelation),
      dataset,
      passages: changes ? [{ dataset, hidden: new Set() }] : [],
    };
  }

  #path(names: TreeIdentifier[]): string[] {
    const together = this.#resolution.options.dialect.platform === 'bigquery';
    return names
      .flatMap(({ name }) => (together ? name.split('.') : [name]))
      .map(name => this.#resolution.key(name));
  }

  /** BigQuery reads `a.b` in one pair of backticks as two names. */
  #implicitName({ name, quoted }: TreeIdentifier): string {
    const together =
      quoted && this.#resolution.options.dialect.platform === 'bigquery';
    return together ? name.slice(name.lastIndexOf('.') + 1) : name;
  }

  #spell({ name, quoted }: TreeIdentifier): string {
    const { quote } = this.#resolution.options.dialect;
    return quoted ? `${quote}${name}${quote}` : name;
  }

  /** What the parts of a dataset's own name become where they qualify a column. */
  matchQualifier(names: TreeIdentifier[]): TableUse | undefined {
    const parts = names.flatMap(name => this.#resolution.part(name) ?? []);
    const { moves, dialect, masked } = this.#resolution.options;
    const match = matchTable({
      parts,
      moves,
      dialect,
      isMasked: masked.isMasked,
    });
    return match.kind === 'dataset' ? match.use : undefined;
  }

  #matchDataset(names: TreeIdentifier[]): TableUse | undefined {
    const parts = names.flatMap(name => this.#resolution.part(name) ?? []);
    if (parts.length < names.length) {
      return undefined;
    }
    const { moves, dialect, masked } = this.#resolution.options;
    const match = matchTable({
      parts,
      moves,
      dialect,
      isMasked: masked.isMasked,
    });
    names.forEach(name => this.#resolution.decide(name));
    if (match.kind === 'unproved') {
      this.#resolution.leave(parts[0].start, match.message);
    }
    if (match.kind !== 'dataset') {
      return undefined;
    }
    this.#resolution.tables.push(match.use);
    return match.use;
  }
}
