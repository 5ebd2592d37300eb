import type { SqlNode, SqlValue } from '../parse/parseScript';
import { asIdentifier, tagged, type TreeIdentifier } from '../parse/readTree';
import { findPassage } from '../scope/Relation';
import { scopesFrom, type Source } from '../scope/Scope';
import { findOutputAlias } from './outputAlias';
import type { Place } from './Place';
import type { Resolution } from './Resolution';
import type { TableBinder } from './TableBinder';

/** Binds columns in front of which a table stands with more than its last name, as in `schema.orders.id`. */
export class PathBinder {
  readonly #resolution: Resolution;
  readonly #tables: TableBinder;

  static create(resolution: Resolution, tables: TableBinder): PathBinder {
    return new PathBinder(resolution, tables);
  }

  private constructor(resolution: Resolution, tables: TableBinder) {
    this.#resolution = resolution;
    this.#tables = tables;
  }

  /** Whether the dots lead to a column of a table that is written in FROM by the same parts. */
  bindPath(dot: SqlNode, place: Place): boolean {
    const names = readPath(dot);
    const column = names.at(-1);
    const source = column && this.#findSource(names.slice(0, -1), place);
    if (!source) {
      return false;
    }
    names.forEach(name => this.#resolution.decide(name));
    const use =
      source.dataset?.side === 'old'
        ? this.#tables.matchQualifier(names.slice(0, -1))
        : undefined;
    for (const { part, to } of use?.parts ?? []) {
      if (use && part.name !== to) {
        this.#resolution.qualifiers.push({ move: use.move, part, to });
      }
    }
    this.#bindColumn(column, source, place);
    return true;
  }

  #bindColumn(column: TreeIdentifier, source: Source, place: Place) {
    const key = this.#resolution.key(column.name);
    const name = this.#resolution.part(column);
    const passage = findPassage(source, key);
    const field = passage?.dataset.move.fields.get(key.toLowerCase());
    if (!passage || !field || !name) {
      return;
    }
    if (field.action === 'substitute') {
      this.#resolution.leave(
        name.start,
        `${column.name} has more than one name in front of it, and an expression takes its place. Give the table an alias.`,
        column.name,
      );
    }
    const { tokens } = this.#resolution.options.statement;
    this.#resolution.columns.push({
      move: passage.dataset.move,
      field,
      name,
      outputAlias:
        place.namesOutput &&
        findOutputAlias(tokens, name.end, place.namesOutput),
      alone: place.namesOutput !== undefined,
    });
  }

  #findSource(
    qualifier: TreeIdentifier[],
    { scope }: Place,
  ): Source | undefined {
    const path = qualifier
      .flatMap(({ name }) => name.split('.'))
      .map(name => this.#resolution.key(name));
    if (path.length < 2) {
      return undefined;
    }
    for (const { sources } of scopesFrom(scope)) {
      const found = sources.filter(
        source =>
          source.path !== undefined &&
          source.path.slice(-path.length).join('\n') === path.join('\n'),
      );
      if (found.length) {
        return found.length === 1 ? found[0] : undefined;
      }
    }
    return undefined;
  }
}

/** The names with dots between, from the first to the last; empty when anything else stands among them. */
function readPath(dot: SqlNode): TreeIdentifier[] {
  const fields: TreeIdentifier[] = [];
  let value: SqlValue = { dot };
  for (;;) {
    const outer = tagged(value, 'dot');
    const field = asIdentifier(outer?.field);
    if (!outer || !field) {
      break;
    }
    fields.unshift(field);
    value = outer.this;
  }
  const column = tagged(value, 'column');
  const name = asIdentifier(column?.name);
  const table = asIdentifier(column?.table);
  return name && table ? [table, name, ...fields] : [];
}
