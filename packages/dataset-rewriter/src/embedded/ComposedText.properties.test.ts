import fc from 'fast-check';
import { propertyRuns } from '../__fixtures__/propertyRuns';
import { applyEdits } from '../edits/applyEdits';
import { ComposedText } from './ComposedText';

/** A part of a file, and how the program reads it. */
const piece = fc.record({
  kind: fc.constantFrom('verbatim', 'escape', 'hole', 'gap', 'words'),
  written: fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  value: fc.string({ unit: 'binary', maxLength: 3 }),
});
const pieces = fc.array(piece, { minLength: 1, maxLength: 12 });
type Pieces = typeof pieces extends fc.Arbitrary<infer T> ? T : never;

const encode = (text: string) => text;

function compose(list: Pieces): { file: string; composed: ComposedText } {
  const file = list
    .map(({ kind, written }) => (kind === 'words' ? '' : written))
    .join('');
  const composed = ComposedText.create();
  let at = 0;
  for (const { kind, written, value } of list) {
    const source = { start: at, end: at + written.length };
    if (kind === 'words') {
      composed.addWords(value);
      continue;
    }
    if (kind === 'verbatim') {
      composed.addVerbatim(file, source);
    } else if (kind === 'escape') {
      composed.addEscape(value, source, encode);
    } else if (kind === 'hole') {
      composed.addInterpolation(source);
    }
    at = source.end;
  }
  return { file, composed };
}

describe('a text that is put together from pieces of a file', () => {
  it('changes in the file what an edit changes in the text, and nothing else', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.nat(),
        fc.nat({ max: 8 }),
        fc.string({ maxLength: 5 }),
        (list, choice, length, text) => {
          const { file, composed } = compose(list);
          const start = choice % (composed.text.length + 1);
          const end = Math.min(composed.text.length, start + length);
          const edit = composed.toEdit({ start, end, text, cause: '' });
          fc.pre(edit !== undefined);
          if (!edit) {
            return;
          }

          const after = applyEdits(file, [edit]);

          expect(edit.start).toBeGreaterThanOrEqual(0);
          expect(edit.end).toBeGreaterThanOrEqual(edit.start);
          expect(edit.end).toBeLessThanOrEqual(file.length);
          expect(after.slice(0, edit.start)).toBe(file.slice(0, edit.start));
          expect(after.slice(edit.start + edit.text.length)).toBe(
            file.slice(edit.end),
          );
          expect(text.endsWith(edit.text)).toBe(true);
        },
      ),
      propertyRuns(200),
    );
  });

  it('places a verbatim character where the file has the same character', () => {
    fc.assert(
      fc.property(pieces, list => {
        const { file, composed } = compose(
          list.filter(({ kind }) => kind === 'verbatim' || kind === 'gap'),
        );

        [...composed.text.split('').keys()].forEach(at =>
          expect(file[composed.toOffset(at)]).toBe(composed.text[at]),
        );
      }),
      propertyRuns(200),
    );
  });

  it('gives a mask as long as the part of the file that it stands for', () => {
    fc.assert(
      fc.property(pieces, list => {
        const { file, composed } = compose(list);
        const { start, end } = composed.span;
        fc.pre(Number.isFinite(start));

        expect(composed.toMask(file)).toHaveLength(end - start);
      }),
      propertyRuns(200),
    );
  });
});
