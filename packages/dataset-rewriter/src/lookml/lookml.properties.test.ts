import fc from 'fast-check';
import { createContract } from '../__fixtures__/createContract';
import { propertyRuns } from '../__fixtures__/propertyRuns';
import { applyEdits } from '../edits/applyEdits';
import { rewrite } from '../rewrite';
import { listNodes, parseLookml } from './parseLookml';

const contract = createContract([
  {
    from: {
      names: [{ platform: 'bigquery', name: 'p.old.orders_v1' }],
      columns: ['id', 'note'],
    },
    to: {
      names: [{ platform: 'bigquery', name: 'p.new.orders' }],
      columns: ['order_id', 'note'],
    },
    fields: [{ from: 'id', to: 'order_id' }],
  },
]);

const space = fc.constantFrom(' ', '\n', '\r\n  ', '\t', ' # id {\n');
const word = fc.constantFrom('view', 'orders', 'dimension', 'id', 'sql', 'x');
const sql = fc.constantFrom(
  '${TABLE}.id',
  '${id} + 1',
  'p.old.orders_v1',
  'SELECT id FROM p.old.orders_v1',
  '',
);
const parameter = fc
  .tuple(word, space, sql, space)
  .map(parts => `${parts[0]}:${parts[1]}${parts[2]}${parts[3]};;\n`);
const table = fc.constant('sql_table_name: p.old.orders_v1 ;;\n');
const dimension = fc
  .tuple(space, sql)
  .map(([gap, value]) => `dimension: id {${gap}sql: ${value} ;;${gap}}\n`);
const view = fc
  .array(fc.oneof(table, dimension, parameter), { maxLength: 5 })
  .map(parts => `view: orders {\n${parts.join('')}}\n`);
const garbage = fc.oneof(
  fc.constantFrom('{', '}', '[', ']', '"', ';;', ':', '#', '\ufeff', '😀'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const file = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: view }, { weight: 1, arbitrary: garbage }),
    { maxLength: 6 },
  )
  .map(parts => parts.join(''));

describe('LookML, whatever it holds', () => {
  it('is read with places that lie within the text and within what holds them', () => {
    fc.assert(
      fc.property(file, text => {
        const parsed = parseLookml(text);
        const nodes = 'problem' in parsed ? [] : listNodes(parsed.nodes);

        for (const { key, start, end, parent, expression } of nodes) {
          expect(text.startsWith(key, start)).toBe(true);
          expect(end).toBeLessThanOrEqual(parent?.end ?? text.length);
          expect(start).toBeGreaterThanOrEqual(parent?.start ?? 0);
          expect(
            !expression ||
              (text.startsWith(';;', expression.end) &&
                expression.start > start),
          ).toBe(true);
        }
      }),
      propertyRuns(300),
    );
  });

  it('keeps every byte outside of the edits that are reported', async () => {
    await fc.assert(
      fc.asyncProperty(file, async text => {
        const content = new TextEncoder().encode(text);
        fc.pre(
          new TextDecoder().decode(content) === text.replace(/^\ufeff/, ''),
        );

        const { files } = await rewrite({
          contract,
          files: [{ path: 'a.view.lkml', content }],
          workers: 0,
        });

        for (const { before, after, edits } of files) {
          const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
          const [old, now] = [before, after].map(bytes =>
            decoder.decode(bytes),
          );
          expect(applyEdits(old, edits)).toBe(now);
        }
      }),
      propertyRuns(100),
    );
  });
});
