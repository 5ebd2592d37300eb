import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { SqlColumn } from '../frames/findSqlColumns';
import type { ColumnSpelling } from '../frames/FrameUse';
import type { WrittenName } from '../frames/matchDatasetName';
import { replaceName } from '../sql/rules/replaceName';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ParsedPython } from './parsePython';
import { writeSparkExpression } from './writeSparkExpression';
import type { ColumnRole } from './Value';

const FUNCTIONS = 'pyspark.sql.functions';

/** How columns are written in PySpark, by the names under which the file imports its functions. */
export class SparkSpelling {
  readonly #python: ParsedPython;
  readonly #dialect: AnalyzeFileOptions['dialect'];

  static create(
    python: ParsedPython,
    { dialect }: Pick<AnalyzeFileOptions, 'dialect'>,
  ): SparkSpelling {
    return new SparkSpelling(python, dialect);
  }

  private constructor(
    python: ParsedPython,
    dialect: AnalyzeFileOptions['dialect'],
  ) {
    this.#python = python;
    this.#dialect = dialect;
  }

  /** How a function of Spark is called in this file; absent when the file does not import it. */
  functionName(name: string): string | undefined {
    for (const [local, imported] of this.#python.imports) {
      if (imported === `${FUNCTIONS}.${name}`) {
        return local;
      }
      if (imported === FUNCTIONS) {
        return `${local}.${name}`;
      }
    }
    return undefined;
  }

  /** An expression of SQL as a column. */
  expression(expression: string): string | undefined {
    const expr = this.functionName('expr');
    const written = writeSparkExpression(expression, this.#dialect);
    return expr && written && `${expr}(${quote(written)})`;
  }

  /** A string that is the name of a column. */
  ofString(
    node: SyntaxNode,
    { start, end, value }: WrittenName,
    role: ColumnRole,
    library: string,
  ): ColumnSpelling {
    if (library !== 'spark') {
      return {
        rename: (to, cause) => [{ start, end, text: to, cause }],
      };
    }
    const mark = this.#python.text[node.start];
    const quoted = (name: string) =>
      /^["']$/.test(mark) ? `${mark}${name}${mark}` : quote(name);
    const whole = { start: node.start, end: node.end };
    const alias = role.kind === 'output' ? `.alias(${quoted(value)})` : '';
    const col = this.functionName('col');
    const receiver = role.kind === 'output' ? role.receiver : undefined;
    return {
      rename: alias
        ? this.#outputOf(whole, quoted, alias, col, receiver)
        : (to, cause) => [{ start, end, text: to, cause }],
      substitute: (expression, cause) =>
        this.#write(expression, written => [
          { ...whole, text: written + alias, cause },
        ]),
    };
  }

  /** A call of `col`, whose whole is replaced by an expression. */
  ofCall(
    call: SyntaxNode,
    { start, end, value }: WrittenName,
    role: ColumnRole,
  ): ColumnSpelling {
    if (role.kind === 'fixed') {
      return {};
    }
    const mark = this.#python.text[start - 1];
    const aliasAt = role.kind === 'output' ? role.aliasAt : undefined;
    const alias = (cause: string) =>
      aliasAt === undefined
        ? []
        : [
            {
              start: aliasAt,
              end: aliasAt,
              text: `.alias(${mark}${value}${mark})`,
              cause,
            },
          ];
    return {
      rename: (to, cause) => [{ start, end, text: to, cause }, ...alias(cause)],
      substitute: (expression, cause) =>
        this.#write(expression, written =>
          aliasAt === call.end
            ? [
                {
                  start: call.start,
                  end: call.end,
                  text: `${written}.alias(${mark}${value}${mark})`,
                  cause,
                },
              ]
            : [
                { start: call.start, end: call.end, text: written, cause },
                ...alias(cause),
              ],
        ),
    };
  }

  /** A name in a text of SQL. */
  ofSql(column: SqlColumn, role: ColumnRole): ColumnSpelling {
    const { name, start, end, quoted } = column;
    const alias = role.kind === 'output' ? ` AS ${name}` : '';
    const isInner = quoted && alias;
    return isInner
      ? {}
      : {
          rename: (to, cause) => {
            const replaced = replaceName(
              { name, quoted, start, end },
              to,
              this.#dialect,
            );
            return [{ ...replaced, text: replaced.text + alias, cause }];
          },
        };
  }

  #outputOf(
    whole: { start: number; end: number },
    quoted: (name: string) => string,
    alias: string,
    col: string | undefined,
    receiver: string | undefined,
  ): ColumnSpelling['rename'] {
    if (col !== undefined) {
      return (to, cause) => [
        { ...whole, text: `${col}(${quoted(to)})${alias}`, cause },
      ];
    }
    return receiver === undefined
      ? undefined
      : (to, cause) => [
          { ...whole, text: `${receiver}[${quoted(to)}]${alias}`, cause },
        ];
  }

  #write<T>(expression: string, use: (written: string) => T): T | undefined {
    const written = this.expression(expression);
    return written === undefined ? undefined : use(written);
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}
