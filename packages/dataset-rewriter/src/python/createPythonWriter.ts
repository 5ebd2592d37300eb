import type { FrameWriter } from '../frames/FrameUse';
import { commentAbove } from '../findings/commentAbove';
import type { SqlDialect } from '../sql/parse/dialects';
import type { ParsedPython } from './parsePython';
import { SparkSpelling } from './SparkSpelling';

/** How Python says what belongs to a whole frame. */
export function createPythonWriter(
  python: ParsedPython,
  dialect: SqlDialect,
): FrameWriter {
  const { text, strings } = python;
  const spelling = SparkSpelling.create(python, { dialect });
  return {
    adapt(read, columns) {
      const { adaptAt: at, library } = read;
      if (at === undefined) {
        return undefined;
      }
      const steps = columns.map(column =>
        library === 'spark'
          ? adaptSpark(column, spelling)
          : adaptPandas(column),
      );
      const written = steps.filter(step => step !== undefined);
      const added =
        library === 'spark'
          ? written.join('')
          : `.rename(columns={${written.join(', ')}})`;
      const [{ cause }] = columns;
      return written.length === columns.length
        ? [{ start: at, end: at, text: added, cause }]
        : undefined;
    },
    comment: (offset, message, cause) =>
      commentAbove({
        text,
        offset,
        sign: '#',
        message,
        cause,
        barriers: strings,
      }),
  };
}

type Column = Parameters<FrameWriter['adapt']>[1][number];

function adaptSpark(
  { from, to, expression }: Column,
  spelling: SparkSpelling,
): string | undefined {
  if (expression !== undefined) {
    const written = spelling.expression(expression);
    return written && `.withColumn("${from}", ${written})`;
  }
  return to === undefined
    ? undefined
    : `.withColumnRenamed("${to}", "${from}")`;
}

function adaptPandas({ from, to, expression }: Column): string | undefined {
  return expression === undefined && to !== undefined
    ? `"${to}": "${from}"`
    : undefined;
}
