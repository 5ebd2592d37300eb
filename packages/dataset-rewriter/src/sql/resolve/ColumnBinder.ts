import type { PlannedMove } from '../../contract/planMoves';
import { indexTokens } from '../parse/indexTokens';
import type { SqlNode, SqlToken } from '../parse/parseScript';
import { asIdentifier, tagged } from '../parse/readTree';
import { findSource, type Scope } from '../scope/Scope';
import type { FlowCandidate } from './findFlowing';
import { findOutputAlias } from './outputAlias';
import { changesMadeUpRows } from './changesMadeUpRows';
import type { Place } from './Place';
import type { PlaceBinder } from './PlaceBinder';
import { qualifierOf, type Resolution } from './Resolution';
import { resolveColumn } from './resolveColumn';
import type { JoinSide, NamePart } from './uses';

/** Finds out which columns of a statement are a dataset's. */
export class ColumnBinder {
  readonly #resolution: Resolution;
  readonly #places: PlaceBinder;

  static create(resolution: Resolution, places: PlaceBinder): ColumnBinder {
    return new ColumnBinder(resolution, places);
  }

  private constructor(resolution: Resolution, places: PlaceBinder) {
    this.#resolution = resolution;
    this.#places = places;
  }

  /** Binds a column, and notes its use when it changes. */
  bindColumn(column: SqlNode, place: Place) {
    const name = asIdentifier(column.name);
    const table = asIdentifier(column.table);
    const part = name && this.#resolution.part(name);
    const qualifier = table && this.#resolution.part(table);
    if (name && this.#places.isPlace(name.name)) {
      this.#places.bindPlace(name.name, table?.name, place.scope);
    }
    if (!name || !part || (table && !qualifier)) {
      return;
    }
    const {
      dialect,
      statement,
      hasVariables = false,
    } = this.#resolution.options;
    const { proved } = this.#resolution;
    const { scope, clause, wholeTerm } = place;
    if (!scope) {
      this.#resolution.decide(name);
      this.#resolution.decide(table);
      return;
    }
    const shared = {
      scope,
      dialect,
      clause,
      wholeTerm,
      proved,
      hasVariables,
    };
    const resolution = resolveColumn({ ...shared, name: part, qualifier });
    if (resolution.kind === 'unknownQualifier' && qualifier) {
      this.#structColumn(part, qualifier, place);
      return;
    }
    this.#resolution.decide(name);
    this.#resolution.decide(table);
    if (resolution.kind === 'other' && resolution.proves) {
      this.#resolution.prove(
        resolution.proves,
        this.#resolution.key(name.name),
      );
    }
    if (resolution.kind === 'unproved') {
      this.#resolution.leave(part.start, resolution.message, name.name);
    }
    if (resolution.kind === 'merged') {
      this.#bindMerged(part, resolution, place);
    }
    const source =
      qualifier && findSource(scope, this.#resolution.key(qualifier.name));
    const renamedQualifier =
      qualifier && source && qualifierOf(qualifier, source);
    if (renamedQualifier && source) {
      this.#resolution.ownNames.note(source, place);
    } else if (!qualifier) {
      this.#resolution.ownNames.noteBareColumn(place);
    }
    if (resolution.kind !== 'changed' && renamedQualifier) {
      this.#resolution.qualifiers.push(renamedQualifier);
    }
    if (resolution.kind !== 'changed') {
      return;
    }
    const { dataset } = resolution.passage;
    const field = dataset.move.fields.get(name.name.toLowerCase());
    if (!field) {
      return;
    }
    if (changesMadeUpRows(resolution.passage, field, dialect)) {
      this.#resolution.leave(
        part.start,
        `An outer join makes up rows in which ${name.name} is NULL, and the expression in its place may not be. Decide by hand.`,
        name.name,
      );
    }
    if (place.namesOutput?.[0] === 'struct' && !dialect.structTakesAlias) {
      this.#resolution.leave(
        part.start,
        `The field of the struct is called ${name.name} after the column, which changes. Build the struct with names of its own.`,
        name.name,
      );
    }
    this.#resolution.columns.push({
      move: dataset.move,
      field,
      name: part,
      qualifierName: qualifier,
      qualifier: renamedQualifier,
      addedQualifier: resolution.qualifier,
      outputAlias:
        place.namesOutput && !this.#flows(part, place)
          ? findOutputAlias(statement.tokens, part.end, place.namesOutput)
          : undefined,
      alone:
        place.namesOutput !== undefined &&
        !isCastBehind(statement.tokens, part.end),
    });
  }

  #bindMerged(
    name: NamePart,
    { move, sides }: { move: PlannedMove; sides: JoinSide[] },
    { namesOutput }: Place,
  ) {
    const { tokens } = this.#resolution.options.statement;
    if (sides.length > 1 && namesOutput?.[0] === 'struct') {
      this.#resolution.leave(
        name.start,
        `The field of the struct is called ${name.name} after a column that two tables give. Build the struct with names of its own.`,
        name.name,
      );
    }
    this.#resolution.mergedUses.push({
      move,
      name,
      sides,
      outputAlias:
        namesOutput && sides.length > 1
          ? findOutputAlias(tokens, name.end, namesOutput)
          : undefined,
    });
  }

  /** Whether the output takes the new name of the column, which is all that it gives. */
  #flows({ name }: NamePart, { scope, namesOutput = [] }: Place): boolean {
    return (
      namesOutput.every(wrapper => wrapper === 'paren') &&
      (scope?.flowing.has(this.#resolution.key(name)) ?? false)
    );
  }

  /** The changed column that an item gives which is a column and nothing else; notes nothing. */
  findRenamed(column: SqlNode, scope: Scope): FlowCandidate | undefined {
    const name = asIdentifier(column.name);
    const table = asIdentifier(column.table);
    const part = name && this.#resolution.part(name);
    const { dialect, hasVariables = false } = this.#resolution.options;
    if (!name || !part) {
      return undefined;
    }
    const resolution = resolveColumn({
      name: part,
      qualifier: table && this.#resolution.part(table),
      scope,
      dialect,
      clause: 'input',
      wholeTerm: false,
      proved: this.#resolution.proved,
      hasVariables,
    });
    if (resolution.kind !== 'changed') {
      return undefined;
    }
    const { passage } = resolution;
    const field = passage.dataset.move.fields.get(name.name.toLowerCase());
    return field?.action === 'rename' ? { passage, field } : undefined;
  }

  /** The field of a record; what the record is has been bound before. */
  bindField(dot: SqlNode, place: Place) {
    const column = tagged(dot.this, 'column');
    const qualifier = asIdentifier(column?.table);
    const source =
      qualifier &&
      findSource(place.scope, this.#resolution.key(qualifier.name));
    if (source) {
      this.#resolution.ownNames.noteDeepPath(source);
    }
    const isField = column && (!qualifier || source);
    if (isField || tagged(dot.this, 'subscript')) {
      this.#resolution.decide(asIdentifier(dot.field));
    }
  }

  /** `a.b` where `a` is no table: a field of the struct column `a`. */
  #structColumn(field: NamePart, column: NamePart, place: Place) {
    const { dialect } = this.#resolution.options;
    const resolution = resolveColumn({
      name: column,
      scope: place.scope,
      dialect,
      clause: place.clause,
      wholeTerm: false,
      proved: this.#resolution.proved,
      hasVariables: this.#resolution.options.hasVariables ?? false,
    });
    if (resolution.kind !== 'changed') {
      return;
    }
    const { move } = resolution.passage.dataset;
    const changed = move.fields.get(column.name.toLowerCase());
    this.#resolution.decided.add(column.start).add(field.start);
    if (changed?.action === 'rename') {
      this.#resolution.columns.push({
        move,
        field: changed,
        name: column,
        addedQualifier: resolution.qualifier,
        alone: false,
      });
    } else {
      this.#resolution.leave(
        column.start,
        `${column.name} is read as a record, whose fields the contract does not speak of. Migrate it by hand.`,
        column.name,
      );
    }
  }
}

/** Whether `::` follows, which binds more tightly than whatever an expression holds. */
function isCastBehind(tokens: SqlToken[], end: number): boolean {
  const last = indexTokens(tokens).endingAt.get(end);
  return last !== undefined && tokens[last + 1]?.text === '::';
}
