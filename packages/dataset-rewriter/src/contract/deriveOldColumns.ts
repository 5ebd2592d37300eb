import {
  type DatasetMove,
  type FieldMapping,
  type MappingContract,
  type Platform,
  PSEUDO_COLUMNS,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  chooseDialect,
  findDialect,
  type SqlDialect,
} from '../sql/parse/dialects';
import { loadSqlParser } from '../sql/parse/parseScript';
import { mark, markBraces, type MarkedExpression } from './markColumns';
import { readExpression } from './readExpression';
import { spellIdentifier } from './spellIdentifier';
import { translateSql } from './translateSql';

/**
 * How one column of the old dataset follows from the new one.
 * @public
 */
export interface OldColumn {
  /** The old name, as the contract spells it. */
  name: string;
  /** Its type in the old schema. */
  type?: string;
  /** What the contract says of it; `unchanged` where it says nothing. */
  kind:
    | 'unchanged'
    | 'renamed'
    | 'expression'
    | 'default'
    | 'judgement'
    | 'dropped';
  /** The old value in terms of the new columns; absent where no rule gives it. */
  sql?: string;
  /** `NULL` in the type of the column, for those without `sql`. */
  emptySql: string;
  /** New columns that `sql` reads. */
  reads: string[];
  /** Whether the platform adds the column by itself, so that no table or view may list it. */
  pseudo: boolean;
  note?: string;
  /** What a reader has to know of `sql`, as sentences: what was not translated. */
  doubts: string[];
  /** Path in the contract, for example `spec.datasets[0].fields[2]`. */
  cause: string;
}

/**
 * How the old dataset follows from the new one, in one dialect.
 * @public
 */
export interface OldColumns {
  /** The platform whose SQL the expressions are in. */
  dialect: Platform;
  /** In the order of the old schema; those that only fields name come last. */
  columns: OldColumn[];
  /** Whether all old columns are known, which needs the old schema. */
  complete: boolean;
  /** The predicate on the new dataset that its rows have to fulfil. */
  where?: string;
  /** Expressions that have no place in a query, with their path and why. */
  problems: { path: string; value: string; mend: string }[];
}

/**
 * What to derive: a dataset of a contract, and the dialect to say it in.
 * @public
 */
export interface DeriveOldColumnsOptions {
  contract: MappingContract;
  /** Index in `spec.datasets`; the first if absent. */
  dataset?: number;
  /** A SQL platform; that of the dataset's first name if absent. */
  dialect?: Platform;
  /** What stands in front of each new column, such as `new.`; nothing if absent. */
  qualifier?: string;
}

/** Says columns of one dataset in one dialect, and collects what has no place in a query. */
class ColumnDeriver {
  readonly problems: OldColumns['problems'] = [];
  readonly #from: SqlDialect;
  readonly #to: SqlDialect;
  readonly #qualifier: string;

  constructor(options: {
    from: SqlDialect;
    to: SqlDialect;
    qualifier: string;
  }) {
    this.#from = options.from;
    this.#to = options.to;
    this.#qualifier = options.qualifier;
  }

  derive(
    { name, type, field, path }: ListedColumn,
    move: DatasetMove,
  ): OldColumn {
    const shared = {
      name,
      ...(type !== undefined && { type }),
      emptySql: this.#emptyValue(type),
      pseudo: PSEUDO_COLUMNS.includes(name.toUpperCase()),
      ...(field?.note !== undefined && { note: field.note }),
      reads: [],
      doubts: [],
      cause: path,
    };
    if (field?.change === 'judgement') {
      return { ...shared, kind: 'judgement' };
    }
    if (field?.change === 'dropped') {
      return field.default === undefined
        ? { ...shared, kind: 'dropped' }
        : {
            ...shared,
            kind: 'default',
            ...this.#translate(mark(field.default, []), `${path}.default`),
          };
    }
    if (field?.expression !== undefined) {
      return {
        ...shared,
        kind: 'expression',
        ...this.#translate(markBraces(field.expression), `${path}.expression`),
      };
    }
    const to = typeof field?.to === 'string' ? field.to : nameIn(move, name);
    return {
      ...shared,
      kind: field && to !== name ? 'renamed' : 'unchanged',
      sql: this.#spell(to),
      reads: [to],
    };
  }

  translateWhere(where: string, path: string): string | undefined {
    const reading = readExpression(where, this.#from);
    if (reading.problem !== undefined) {
      this.#refuse(`${path}.rows.where`, where, reading.problem);
      return undefined;
    }
    return this.#translate(mark(where, reading.columns), `${path}.rows.where`)
      .sql;
  }

  #translate(
    marked: MarkedExpression,
    path: string,
  ): { sql?: string; reads?: string[]; doubts?: string[] } {
    const translated = translateSql(marked.sql, {
      from: this.#from,
      to: this.#to,
    });
    if ('problem' in translated) {
      const value = marked.fill(marked.sql, column => `{${column}}`);
      this.#refuse(path, value, translated.problem);
      return {};
    }
    return {
      sql: marked.fill(translated.sql, column => this.#spell(column)),
      reads: marked.columns,
      doubts: translated.untranslated.map(
        name =>
          `${name} is a function of ${
            this.#from.platform
          }; see what it is called in ${this.#to.platform}.`,
      ),
    };
  }

  #spell(column: string): string {
    return this.#qualifier + spellIdentifier(column, this.#to);
  }

  #emptyValue(type: string | undefined): string {
    if (type === undefined) {
      return 'NULL';
    }
    const translated = translateSql(`CAST(NULL AS ${type})`, {
      from: this.#from,
      to: this.#to,
    });
    return 'problem' in translated ? 'NULL' : translated.sql;
  }

  #refuse(path: string, value: string, mend: string): void {
    this.problems.push({ path, value, mend });
  }
}

/**
 * The old columns of a dataset as SQL over the new ones, as data: the select list of the compatibility view.
 * @public
 */
export async function deriveOldColumns(
  options: DeriveOldColumnsOptions,
): Promise<OldColumns> {
  await loadSqlParser();
  const { contract, dataset = 0, qualifier = '' } = options;
  const move = contract.spec.datasets[dataset];
  if (!move) {
    throw new RangeError(
      `The contract has no dataset ${dataset}; it has ${contract.spec.datasets.length}, counted from 0`,
    );
  }
  const from = dialectOfMove(contract, move);
  const to = options.dialect ? findDialect(options.dialect) : from;
  if (!to) {
    throw new RangeError(
      `${options.dialect} is not read by SQL; give a SQL platform such as bigquery`,
    );
  }
  const deriver = new ColumnDeriver({ from, to, qualifier });
  const path = `spec.datasets[${dataset}]`;
  const columns = listColumns(move, path).map(column =>
    deriver.derive(column, move),
  );
  const where = move.rows && deriver.translateWhere(move.rows.where, path);
  return {
    dialect: to.platform,
    columns,
    complete: move.from.schema !== undefined,
    ...(where !== undefined && { where }),
    problems: deriver.problems,
  };
}

/** The dialect that the expressions of a move are in: that of its first name that SQL reads. */
export function dialectOfMove(
  contract: MappingContract,
  move: DatasetMove,
): SqlDialect {
  const datasets = [move, ...contract.spec.datasets];
  return chooseDialect({ ...contract, spec: { ...contract.spec, datasets } });
}

interface ListedColumn {
  name: string;
  type?: string;
  field?: FieldMapping;
  path: string;
}

/** The columns of the old schema in its order, then those that only fields name. */
function listColumns(move: DatasetMove, path: string): ListedColumn[] {
  const rest = new Map(
    move.fields.flatMap((field, index) =>
      field.from === undefined
        ? []
        : [
            [
              field.from.toLowerCase(),
              { name: field.from, field, path: `${path}.fields[${index}]` },
            ],
          ],
    ),
  );
  const listed = (move.from.schema ?? []).map(({ name, type }, index) => {
    const named = rest.get(name.toLowerCase());
    rest.delete(name.toLowerCase());
    return {
      path: `${path}.from.schema[${index}]`,
      ...named,
      name,
      type,
    };
  });
  return [...listed, ...rest.values()];
}

/** The new column of the same name, as the new schema spells it. */
function nameIn(move: DatasetMove, name: string): string {
  const namesake = move.to.schema?.find(
    column => column.name.toLowerCase() === name.toLowerCase(),
  );
  return namesake?.name ?? name;
}
