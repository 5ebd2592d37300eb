import { transpile, Dialect } from '@polyglot-sql/sdk';
import type { RelationCall } from '../../dbt/findRelationCalls';
import type { SqlDialect } from '../../sql/parse/dialects';
import {
  parseScript,
  type SqlNode,
  type SqlStatement,
} from '../../sql/parse/parseScript';
import {
  asNode,
  asQuery,
  isTableName,
  tableNameParts,
  tagged,
  type TreeIdentifier,
} from '../../sql/parse/readTree';
import type { NamePart } from '../../sql/resolve/uses';
import { isKeyword } from '../duckdb/isKeyword';
import { freezeTime } from './freezeTime';
import { listGroupKeys } from './listGroupKeys';
import { nameOutputs, orderedOutputs } from './nameOutputs';
import { readNames, type StatementNames } from './readNames';
import {
  schemaOf,
  type ProofTable,
  type Side,
  type TableCatalog,
} from './TableCatalog';

/** A table of the proof with the name under which a statement knows it. */
export interface TableUse {
  table: ProofTable;
  name: string;
  /** What columns are qualified with. */
  qualifier: string;
  isStar: boolean;
  scope?: object;
}

/** A statement of a script, in the words of DuckDB. */
export interface PreparedStatement {
  start: number;
  /** `query` gives rows; `write` changes the rows of its target; `other` neither reads nor gives anything. */
  kind: 'query' | 'write' | 'define' | 'other';
  sql: string;
  /** The same in its own dialect, with names as they are. */
  source: string;
  uses: TableUse[];
  names: StatementNames;
  /** The table that holds the rows afterwards. */
  target?: { table: ProofTable; name: string };
  /** Names of the outputs; undefined where the platform makes one up, all undefined where `*` gives them. */
  outputs?: (string | undefined)[];
  /** The outputs whose order counts. */
  order: number[];
  /** Why the statement cannot be looked at, as a sentence. */
  problem?: string;
}

export interface PrepareScriptOptions {
  text: string;
  dialect: SqlDialect;
  side: Side;
  catalog: TableCatalog;
  relations: Map<string, RelationCall>;
  /** The full names of tables that constants of the program hold, by the identifiers in their place. */
  tables: Map<string, string>;
  /** What stands for values that are put in when the code runs, by the identifiers in their place. */
  placeholders: Map<string, { value: string; text: string }>;
}

class StatementPreparer {
  readonly #options: PrepareScriptOptions;
  readonly #statement: SqlStatement;
  readonly #source: string;

  constructor(options: PrepareScriptOptions, statement: SqlStatement) {
    this.#options = options;
    this.#statement = statement;
    this.#source = options.text.slice(statement.start, statement.end);
  }

  prepare(): PreparedStatement {
    const { tree, problem, start } = this.#statement;
    if (!tree) {
      return failed(start, this.#source, `It does not parse: ${problem}.`);
    }
    if (asQuery(tree)) {
      return this.#translate('query');
    }
    const insert = tagged(tree, 'insert');
    const made = tagged(tree, 'create_table') ?? tagged(tree, 'create_view');
    if (insert?.query || made?.as_select || made?.query) {
      return this.#readQueryWithin(asNode(insert?.table ?? made?.name));
    }
    if (tagged(tree, 'create_table')) {
      return this.#define(asNode(made?.name));
    }
    const write = ['merge', 'update', 'delete'].find(tag => tagged(tree, tag));
    if (write) {
      return this.#translate('write', this.#targetOf(asNode(tree[write])));
    }
    return {
      ...failed(start, this.#source, ''),
      problem: undefined,
      kind: 'other',
    };
  }

  /** INSERT and CREATE … AS give the rows of their query. */
  #readQueryWithin(target: SqlNode): PreparedStatement {
    const { tokens, end, start } = this.#statement;
    for (const [index, token] of tokens.entries()) {
      if (!/^(select|with|from)$/i.test(token.text)) {
        continue;
      }
      const opener = tokens.slice(0, index).findLast(t => t.text !== '(');
      const first = tokens[opener ? tokens.indexOf(opener) + 1 : 0];
      const inner = parseScript(
        `${' '.repeat(first.start)}${this.#options.text.slice(
          first.start,
          end,
        )}`,
        this.#options.dialect,
      );
      const [query] = inner.statements;
      if (inner.statements.length === 1 && asQuery(query.tree)) {
        const prepared = new StatementPreparer(this.#options, query);
        return prepared.#translate('query', this.#useOf(target));
      }
    }
    return failed(start, this.#source, 'Its query could not be told apart.');
  }

  #define(name: SqlNode): PreparedStatement {
    const prepared = this.#translate('define', this.#useOf(name));
    return prepared;
  }

  #targetOf(node: SqlNode): TableUse | undefined {
    const name = [
      node.table,
      tagged(node.this, 'table'),
      tagged(tagged(node.this, 'alias')?.this, 'table'),
    ].find(value => isTableName(asNode(value)));
    return name === undefined ? undefined : this.#useOf(asNode(name));
  }

  #useOf(node: SqlNode): TableUse | undefined {
    const parts = tableNameParts(node);
    return parts.length ? this.#tableUse(parts) : undefined;
  }

  #tableUse(identifiers: TreeIdentifier[]): TableUse {
    const { catalog, relations, tables } = this.#options;
    const last = identifiers[identifiers.length - 1].name;
    const held = identifiers.length === 1 ? tables.get(last) : undefined;
    if (held !== undefined) {
      const parts = held
        .split('.')
        .map((name): NamePart => ({ name, quoted: true, start: 0, end: 0 }));
      const table = catalog.ofName(parts);
      const { name } = parts[parts.length - 1];
      table.names.add(name);
      return { table, name, qualifier: name, isStar: false };
    }
    const call = relations.get(last);
    if (identifiers.length === 1 && call) {
      const table = catalog.ofRelation(call);
      table.names.add(call.name);
      return { table, name: call.name, qualifier: call.name, isStar: false };
    }
    const parts = identifiers.map(
      ({ name, quoted }): NamePart => ({ name, quoted, start: 0, end: 0 }),
    );
    const table = catalog.ofName(parts);
    const name =
      this.#options.dialect.platform === 'bigquery'
        ? last.split('.').at(-1) ?? last
        : last;
    table.names.add(name);
    return { table, name, qualifier: name, isStar: false };
  }

  #translate(
    kind: PreparedStatement['kind'],
    target?: TableUse,
  ): PreparedStatement {
    const { start } = this.#statement;
    const names = readNames(this.#statement);
    const aliases = new Set(
      names.tables.map(({ alias, parts }) =>
        (alias ?? parts[parts.length - 1].name).toLowerCase(),
      ),
    );
    const replacements: Replacement[] = [];
    const uses: TableUse[] = [];
    for (const { parts, alias, scope } of names.tables) {
      const [first] = parts;
      const isArray = parts.length > 1 && aliases.has(first.name.toLowerCase());
      if (isArray) {
        continue;
      }
      const use = this.#tableUse(parts);
      const span = this.#spanOf(parts);
      if (!span) {
        return failed(start, this.#source, 'A table name could not be placed.');
      }
      uses.push({
        ...use,
        qualifier: alias ?? use.qualifier,
        isStar: scope?.hasStar ?? false,
        scope,
      });
      replacements.push({ ...span, text: this.#spell(use) });
    }
    replacements.push(
      ...this.#fillPlaceholders(names),
      ...this.#quoteKeywords(names),
      ...this.#closeKeys(),
    );
    const source = this.#splice(replacements);
    const translated = translate(source, this.#options.dialect.parserName);
    const { tree } = this.#statement;
    const outputs = nameOutputs(tree, this.#options.dialect);
    return {
      start,
      kind,
      source: this.#source,
      sql: 'sql' in translated ? freezeTime(translated.sql) : '',
      uses,
      names,
      target: target && { table: target.table, name: target.name },
      outputs,
      order: orderedOutputs(tree, outputs),
      problem: 'problem' in translated ? translated.problem : undefined,
    };
  }

  /**
   * Keys of GROUP BY in parentheses: a translation from BigQuery puts the alias of an output in their place, which in DuckDB
   * means a column of that name if there is one.
   */
  #closeKeys(): Replacement[] {
    const { dialect } = this.#options;
    const keys =
      dialect.platform === 'bigquery'
        ? listGroupKeys(this.#statement.tree)
        : [];
    return keys.flatMap(parts => {
      const span = this.#spanOf(parts);
      return span
        ? [
            { start: span.start, end: span.start, text: '(' },
            { start: span.end, end: span.end, text: ')' },
          ]
        : [];
    });
  }

  #spell({ table, name }: TableUse): string {
    const { quote } = this.#options.dialect;
    const schema = schemaOf(table, this.#options.side);
    return [schema, name]
      .map(part => `${quote}${part.replaceAll(quote, '')}${quote}`)
      .join('.');
  }

  #spanOf(parts: TreeIdentifier[]): { start: number; end: number } | undefined {
    const first = parts[0].span;
    const last = parts[parts.length - 1].span;
    return first && last
      ? {
          start: this.#statement.toOffset(first.start),
          end: this.#statement.toOffset(last.end),
        }
      : undefined;
  }

  /** Columns whose names are keywords of DuckDB, though not of the dialect. */
  #quoteKeywords({ columns }: StatementNames): Replacement[] {
    const { quote } = this.#options.dialect;
    return columns.flatMap(({ identifier }) => {
      const { name, quoted } = identifier;
      const span = this.#spanOf([identifier]);
      return span && !quoted && isKeyword(name)
        ? { ...span, text: `${quote}${name}${quote}` }
        : [];
    });
  }

  #fillPlaceholders({ columns }: StatementNames): Replacement[] {
    const { placeholders } = this.#options;
    const filled: Replacement[] = [];
    for (const { identifier, qualifier } of columns) {
      const literal = placeholders.get(identifier.name);
      const span = this.#spanOf([identifier]);
      if (literal && qualifier === undefined && span) {
        filled.push({ ...span, text: literal.value });
      }
    }
    for (const { type, text, start, end } of this.#statement.tokens) {
      const written = this.#options.text.slice(start, end);
      const named = [...placeholders.keys()].filter(name =>
        text.includes(name),
      );
      if (/STRING/.test(type) && named.length) {
        filled.push({
          start,
          end,
          text: named.reduce(
            (value, name) =>
              value.replaceAll(name, placeholders.get(name)?.text ?? ''),
            written,
          ),
        });
      }
    }
    return filled;
  }

  #splice(replacements: Replacement[]): string {
    const { start, end } = this.#statement;
    const sorted = [...replacements].sort((a, b) => a.start - b.start);
    let result = '';
    let position = start;
    for (const replacement of sorted) {
      if (replacement.start >= position) {
        result += this.#options.text.slice(position, replacement.start);
        result += replacement.text;
        position = replacement.end;
      }
    }
    return result + this.#options.text.slice(position, end);
  }
}

/** Reads a script: each statement with its tables named as the proof calls them, in the words of DuckDB. */
export function prepareScript(
  options: PrepareScriptOptions,
): PreparedStatement[] {
  const { text, dialect } = options;
  const script = parseScript(text, dialect);
  if (script.problem !== undefined) {
    return [failed(0, text, `It does not parse: ${script.problem}.`)];
  }
  return script.statements.map(statement =>
    new StatementPreparer(options, statement).prepare(),
  );
}

function failed(
  start: number,
  source: string,
  problem: string,
): PreparedStatement {
  return {
    start,
    kind: 'query',
    sql: '',
    source,
    uses: [],
    order: [],
    names: { tables: [], columns: [], compared: [] },
    problem,
  };
}

interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** A statement in the words of DuckDB. */
export function translate(
  source: string,
  dialect: Dialect,
): { sql: string } | { problem: string } {
  try {
    const { success, sql, error } = transpile(source, dialect, Dialect.DuckDB);
    if (!success || sql?.length !== 1) {
      return {
        problem: `It could not be put in the words of DuckDB: ${
          error ?? 'it reads as several statements'
        }.`,
      };
    }
    return { sql: sql[0] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      problem: `It could not be put in the words of DuckDB: ${reason}.`,
    };
  }
}
