import fc from 'fast-check';
import { isMap, parseDocument, stringify, type Scalar } from 'yaml';
import { applyEdits } from '../edits/applyEdits';
import { composeScalar } from './composeScalar';
import { scalarAt } from './parseYaml';

const TYPES = [
  'BLOCK_LITERAL',
  'BLOCK_FOLDED',
  'QUOTE_DOUBLE',
  'QUOTE_SINGLE',
  'PLAIN',
] as const;

function readQuery(text: string): Scalar | undefined {
  const { contents } = parseDocument(text);
  return isMap(contents) ? scalarAt(contents, 'query') : undefined;
}

describe('composeScalar', () => {
  it('puts a change where YAML reads it, whatever the style of the scalar', () => {
    const line = fc.constantFrom(
      'SELECT a',
      '  , b AS "c"',
      "FROM x WHERE d = 'e'",
      '',
      '-- f: g # h',
      'i \\ j',
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...TYPES),
        fc.boolean(),
        fc.nat(),
        fc.constantFrom('name', "it's", '"x"', '{y}', 'a: b', 'a, b', 'c\nd'),
        (lines, defaultStringType, isWindows, place, word) => {
          const value = lines.join('\n');
          const written = stringify(
            { query: value, next: 1 },
            { defaultStringType, lineWidth: 0 },
          );
          const text = isWindows ? written.replaceAll('\n', '\r\n') : written;
          const scalar = readQuery(text);
          const composed = scalar && composeScalar(scalar, text);
          const whole = composed?.text ?? '';
          const start = whole ? place % whole.length : 0;
          const edit = { start, end: start + 1, text: word, cause: '' };
          const moved = whole ? composed?.toEdit(edit) : undefined;
          if (!moved) {
            return;
          }
          const expected =
            whole.slice(0, start) + word + whole.slice(start + 1);

          const after = readQuery(applyEdits(text, [moved]));

          expect(String(after?.value).replace(/\n+$/, '')).toBe(
            expected.replace(/\n+$/, ''),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
