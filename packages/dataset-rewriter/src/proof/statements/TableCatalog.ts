import type { PlannedMove } from '../../contract/planMoves';
import type { RelationCall } from '../../dbt/findRelationCalls';
import type { SqlDialect } from '../../sql/parse/dialects';
import { matchTable } from '../../sql/resolve/matchTable';
import type { NamePart } from '../../sql/resolve/uses';

/** Which half of a patch is looked at. */
export type Side = 'old' | 'new';

/** A column, with the name that it has after the patch where that is another one. */
export interface ProofColumn {
  name: string;
  type: string;
  newName?: string;
}

/** A table that a query names: a side of a dataset of the contract, or any other. */
export interface ProofTable {
  /** The schema that it has in the proof; tables other than datasets have one for each side. */
  schema: string;
  /** The names under which queries know it. */
  names: Set<string>;
  dataset?: { move: PlannedMove; side: Side };
  /** Of other tables: what is known of its columns. */
  columns: Map<string, ProofColumn>;
  /** Whether its columns are known, so that none is added for a query that names it. */
  isDescribed: boolean;
  /** How the code spells it. */
  spelled: string;
  /** Whether a part of its name is only known when the code runs, so that it may be any table. */
  isNamedAtRunTime: boolean;
}

interface TableCatalogOptions {
  moves: PlannedMove[];
  dialect: SqlDialect;
  /** Identifiers that stand for something that is only known when the code runs. */
  placeholders: string[];
  /** What the model or the source of a call is known to hold. */
  describeRelation(call: RelationCall): ProofTable['columns'] | undefined;
}

/** The tables that the queries of a file name; equal names are one table, on either side of the patch. */
export class TableCatalog {
  readonly #options: TableCatalogOptions;
  readonly #tables = new Map<string, ProofTable>();

  constructor(options: TableCatalogOptions) {
    this.#options = options;
  }

  all(): ProofTable[] {
    return [...this.#tables.values()];
  }

  /** The dataset's own tables, also those that no query names. */
  dataset(move: PlannedMove, side: Side): ProofTable {
    const index = this.#options.moves.indexOf(move);
    return this.#get(`${side} dataset ${index}`, `skein_${side}_${index}`, {
      dataset: { move, side },
      spelled: move.tables[0]?.[side === 'old' ? 'from' : 'to'].join('.') ?? '',
      isNamedAtRunTime: false,
    });
  }

  ofName(parts: NamePart[]): ProofTable {
    const { moves, dialect, placeholders } = this.#options;
    const match = matchTable({
      parts,
      moves,
      dialect,
      isMasked: name => placeholders.includes(name),
    });
    if (match.kind === 'dataset') {
      return this.dataset(match.use.move, match.use.side);
    }
    const spelled = parts.map(({ name }) => name).join('.');
    return this.#other(spelled.toLowerCase(), spelled, {
      isNamedAtRunTime: placeholders.some(name => spelled.includes(name)),
    });
  }

  ofRelation(call: RelationCall): ProofTable {
    if (call.move && (call.target === 'old' || call.target === 'new')) {
      return this.dataset(call.move, call.target);
    }
    const spelled =
      call.target === 'this'
        ? 'this'
        : call.arguments.map(({ value }) => value).join('.');
    const table = this.#other(`dbt ${spelled}`, spelled);
    const known = this.#options.describeRelation(call);
    if (known && !table.isDescribed) {
      table.columns = new Map(known);
      table.isDescribed = true;
    }
    return table;
  }

  #other(
    key: string,
    spelled: string,
    { isNamedAtRunTime = false } = {},
  ): ProofTable {
    return this.#get(key, `skein_other_${this.#tables.size}`, {
      spelled,
      isNamedAtRunTime,
    });
  }

  #get(
    key: string,
    schema: string,
    rest: Pick<ProofTable, 'dataset' | 'spelled' | 'isNamedAtRunTime'>,
  ): ProofTable {
    const known = this.#tables.get(key) ?? {
      schema,
      names: new Set<string>(),
      columns: new Map(),
      isDescribed: rest.dataset !== undefined,
      ...rest,
    };
    this.#tables.set(key, known);
    return known;
  }
}

/** The schema in which a side of the patch finds a table. */
export function schemaOf(table: ProofTable, side: Side): string {
  return table.dataset ? table.schema : `${table.schema}_${side}`;
}
