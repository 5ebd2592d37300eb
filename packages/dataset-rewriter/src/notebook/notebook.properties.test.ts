import fc from 'fast-check';
import { readJson } from './readJson';
import { NotebookText } from './NotebookText';

const line = fc.string({ unit: 'binary', maxLength: 20 });
const source = fc.oneof(line, fc.array(line, { maxLength: 4 }));
const notebook = fc
  .record({
    cells: fc.array(
      fc.record({
        cell_type: fc.constantFrom('code', 'markdown'),
        outputs: fc.array(fc.jsonValue(), { maxLength: 2 }),
        source,
      }),
      { maxLength: 4 },
    ),
    metadata: fc.jsonValue(),
  })
  .chain(value =>
    fc.constantFrom(0, 1, 4).map(space => JSON.stringify(value, null, space)),
  );

describe('a notebook, whatever its source', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(notebook, json => {
        const cells: { cell_type: string; source: string | string[] }[] =
          JSON.parse(json).cells;
        const wanted = cells
          .filter(cell => cell.cell_type === 'code')
          .map(cell => [cell.source].flat().join(''));

        expect(NotebookText.read(json)?.cells.map(({ text }) => text)).toEqual(
          wanted,
        );
      }),
    );
  });

  it('stays JSON after an edit, in which nothing but the edited characters has changed', () => {
    fc.assert(
      fc.property(notebook, fc.nat(), line, (json, choice, text) => {
        const read = NotebookText.read(json);
        const start = choice % Math.max(1, read?.text.length ?? 1);
        const edit = read?.editFile({ start, end: start + 1, text, cause: '' });
        fc.pre(edit !== undefined && !text.endsWith('\n'));
        const after =
          json.slice(0, edit?.start) + edit?.text + json.slice(edit?.end);

        const before = read?.text ?? '';
        expect(NotebookText.read(after)?.text.trimEnd()).toBe(
          (before.slice(0, start) + text + before.slice(start + 1)).trimEnd(),
        );
      }),
    );
  });

  it('is no JSON where JSON.parse says so', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }

        expect(readJson(text) !== undefined).toBe(parses);
      }),
    );
  });
});
