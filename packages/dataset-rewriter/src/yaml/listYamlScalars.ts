import type { Document } from 'yaml';
import type { ConfigurationScalar } from '../configuration/analyzeScalars';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import { composeScalar } from './composeScalar';
import { listScalars, spanOf } from './parseYaml';

/** The scalars of a document whose characters have places. */
export function listYamlScalars(
  document: Document,
  text: string,
  guide?: string,
): ConfigurationScalar[] {
  return listScalars(document.contents).flatMap(
    ({ scalar, path, isKey, parent }) => {
      const composed = composeScalar(scalar, text);
      const { range } = scalar;
      if (!composed || !range) {
        return [];
      }
      const whole = { start: range[0], end: range[1] };
      return [
        {
          ...(spanOf(scalar, text) ?? whole),
          composed,
          path,
          isKey,
          isShared: scalar.anchor !== undefined,
          holder:
            path.at(-1) === '-' && !isKey ? undefined : parent?.range?.[0],
          comment: ({ field }, offset) =>
            commentAbove({
              text,
              offset,
              sign: '#',
              message: describeDecision(field, guide),
              cause: field.path,
              barriers: [whole],
            }),
        },
      ];
    },
  );
}
