import fc from 'fast-check';
import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import { createContract } from './__fixtures__/createContract';
import { propertyRuns } from './__fixtures__/propertyRuns';
import { applyEdits } from './edits/applyEdits';
import { combineEdits } from './edits/combineEdits';
import { rewrite } from './rewrite';
import { verifyRewrite } from './verifyRewrite';

const contract = createContract([
  {
    from: {
      names: [{ platform: 'bigquery', name: 'p.old.orders_v1' }],
      columns: ['id', 'ts', 'note'],
    },
    to: {
      names: [{ platform: 'bigquery', name: 'p.new.orders' }],
      columns: ['order_id', 'placed_at', 'note'],
    },
    fields: [
      { from: 'id', to: 'order_id' },
      { from: 'ts', to: 'placed_at' },
    ],
  },
]);

const dataset = fc.constantFrom(
  'p.old.orders_v1',
  'old.orders_v1',
  '`p.old.orders_v1`',
  '`p`.`old`.orders_v1',
);
const other = fc.constantFrom('p.old.users', 'old.items', '`x.y.z`');
const column = fc.constantFrom('id', 'ts', 'note', 'ID', '`id`');
const space = fc.constantFrom(
  ' ',
  '\n',
  '\r\n  ',
  ' /* id, ts */ ',
  ' -- old.orders_v1 😀\n',
);
const item = (alias: string) =>
  fc.oneof(
    column.map(name => `${alias}.${name}`),
    column.map(name => `MAX(${alias}.${name}) AS x`),
    column.map(name => `CASE WHEN ${alias}.${name} = 'id' THEN 'é' END AS id`),
    fc.constant("'old.id 😀' AS s"),
  );

/** Queries that join the dataset with another table that has columns of the same names. */
const query = fc
  .record({
    dataset,
    other,
    gap: space,
    items: fc.array(fc.oneof(item('o'), item('u')), {
      minLength: 1,
      maxLength: 5,
    }),
    left: column,
    right: column,
  })
  .map(
    ({ gap, items, left, right, ...tables }) =>
      `SELECT${gap}${items.join(`,${gap}`)}${gap}FROM ${
        tables.dataset
      } AS o${gap}JOIN ${
        tables.other
      } u ON o.${left} = u.${right}${gap}WHERE u.id > o.id`,
  );

const script = fc
  .array(fc.oneof(query, fc.constant('SELECT id, ts FROM old.users')), {
    minLength: 1,
    maxLength: 4,
  })
  .map(queries => `${queries.join(';\n')};\n`);

const toFiles = (text: string) => [
  { path: 'a.sql', content: new TextEncoder().encode(text) },
];
const decode = (content: Uint8Array) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);

/** A fault of a rule costs a user one file; here it is one. */
function faultsAmong(findings: Finding[]) {
  return findings.filter(({ message }) =>
    /could not be analysed|contradict each other/.test(message),
  );
}

async function rewriteText(text: string) {
  const result = await rewrite({ contract, files: toFiles(text) });
  expect(faultsAmong(result.findings)).toEqual([]);
  const [file] = result.files;
  return {
    result,
    after: file ? decode(file.after) : text,
    edits: file?.edits ?? [],
  };
}

describe('rewrite, whatever the script', () => {
  it('changes nothing outside of its edits, which do not overlap', async () => {
    await fc.assert(
      fc.asyncProperty(script, async text => {
        const { after, edits } = await rewriteText(text);
        let shift = 0;
        let previous = 0;
        for (const { start, end, text: written } of edits) {
          expect(start).toBeGreaterThanOrEqual(previous);
          expect(after.slice(previous + shift, start + shift)).toBe(
            text.slice(previous, start),
          );
          shift += written.length - (end - start);
          previous = end;
        }
        expect(after.slice(previous + shift)).toBe(text.slice(previous));
      }),
      propertyRuns(60),
    );
  });

  it('has nothing left to do in a second run, and is proved by the verifier', async () => {
    await fc.assert(
      fc.asyncProperty(script, async text => {
        const { result, after } = await rewriteText(text);
        const again = await rewriteText(after);
        expect(again.after).toBe(after);
        const evidence = await verifyRewrite({
          contract,
          changed: result.files,
          files: toFiles(after),
          findings: result.findings,
        });
        expect(evidence.parses.status).not.toBe('failed');
        expect(evidence.noOldReference.status).toBe('proved');
      }),
      propertyRuns(60),
    );
  });

  it('leaves columns of the same name that belong to another table', async () => {
    await fc.assert(
      fc.asyncProperty(script, async text => {
        const { after } = await rewriteText(text);
        const ofOthers = (sql: string) => sql.match(/\bu\.`?\w+`?/g) ?? [];
        expect(ofOthers(after)).toEqual(ofOthers(text));
        expect(after).not.toMatch(/\bo\.`?(id|ts)\b/i);
      }),
      propertyRuns(60),
    );
  });

  it('gives the same result for the same input', async () => {
    await fc.assert(
      fc.asyncProperty(script, async text => {
        expect(await rewriteText(text)).toEqual(await rewriteText(text));
      }),
      propertyRuns(10),
    );
  });

  it('does not throw on text that is no SQL at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('a.sql', 'a.py', 'a.yml', 'a.scala'),
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 12 }),
            fc.constantFrom(
              'old.orders_v1',
              '{{',
              '%}',
              '"""',
              "'",
              '(',
              'SELECT ',
              ' FROM ',
              '{% if x %}',
              ';',
              '\n',
              '- ',
            ),
          ),
          { maxLength: 20 },
        ),
        async (path, parts) => {
          const content = new TextEncoder().encode(parts.join(''));
          const { findings } = await rewrite({
            contract,
            files: [{ path, content }],
          });
          expect(faultsAmong(findings)).toEqual([]);
        },
      ),
      propertyRuns(200),
    );
  });
});

describe('combineEdits, whatever the edits', () => {
  const text = 'abcdefghij';
  const edit = fc
    .record({
      start: fc.nat(9),
      length: fc.integer({ min: 1, max: 4 }),
      text: fc.constantFrom('X', 'YY', ''),
    })
    .map(({ start, length, text: written }) => ({
      start,
      end: Math.min(10, start + length),
      text: written,
      cause: 'spec',
    }));

  it('refuses edits that overlap', () => {
    fc.assert(
      fc.property(edit, edit, (a, b) => {
        fc.pre(a.start < b.end && b.start < a.end);
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(() => combineEdits(text, [a, b])).toThrow(/overlaps/);
      }),
    );
  });

  it('applies edits that do not overlap in any order of their own', () => {
    fc.assert(
      fc.property(edit, edit, (a, b) => {
        fc.pre(a.end <= b.start);
        const removed = a.end - a.start + (b.end - b.start);
        const added = a.text.length + b.text.length;
        const after = applyEdits(text, combineEdits(text, [b, a]));
        expect(after).toHaveLength(text.length - removed + added);
        expect(applyEdits(text, combineEdits(text, [a, b, a]))).toBe(after);
      }),
    );
  });

  it('refuses an edit that changes nothing', () => {
    expect(() =>
      combineEdits(text, [{ start: 0, end: 1, text: 'a', cause: 'spec' }]),
    ).toThrow('The edit of [0, 1) for spec changes nothing');
  });
});
