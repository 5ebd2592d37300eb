import type { CodeStrings } from '../code/readStrings';
import { encodeQuoted } from '../code/encodeQuoted';
import { commentAbove } from '../findings/commentAbove';
import type { FrameWriter } from '../frames/FrameUse';

/** Writes steps of frames in Scala and Java. */
export function createJvmWriter(code: CodeStrings, text: string): FrameWriter {
  const hasFunctions = /\bsql\.functions\.(?:_|\*|expr\b)/.test(text);
  return {
    adapt({ adaptAt }, columns) {
      const steps = columns.map(({ from, to, expression }) => {
        if (expression !== undefined) {
          const sql = expression.replace(/\{(\w+)\}/g, '$1');
          return hasFunctions
            ? `.withColumn("${from}", expr("${encodeQuoted(sql, '"')}"))`
            : undefined;
        }
        return to && `.withColumnRenamed("${to}", "${from}")`;
      });
      return adaptAt === undefined || steps.includes(undefined)
        ? undefined
        : [
            {
              start: adaptAt,
              end: adaptAt,
              text: steps.join(''),
              cause: columns[0].cause,
            },
          ];
    },
    comment: (offset, message, cause) =>
      commentAbove({
        text,
        offset,
        sign: '//',
        message,
        cause,
        barriers: [...code.strings, ...code.comments],
      }),
  };
}
