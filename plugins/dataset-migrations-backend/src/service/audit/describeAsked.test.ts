import fc from 'fast-check';
import { describeAsked } from './describeAsked';

describe('what was asked for, in short', () => {
  it('names every part but what stands elsewhere in the row', () => {
    expect(
      describeAsked({
        migrationId: 'm-1',
        contract: 'apiVersion: …',
        dryRun: false,
        secret: 'never to be read',
        kind: 'weight',
        value: null,
        targetIds: ['t-1', 't-2'],
        reason: undefined,
      }),
    ).toEqual([
      { name: 'kind', value: 'weight' },
      { name: 'value', value: 'null' },
      { name: 'targetIds', value: '["t-1","t-2"]' },
    ]);
  });

  it('stays short and free of what a database cannot hold, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string(),
          fc.oneof(
            fc.jsonValue(),
            fc.string({ unit: 'binary', maxLength: 5_000 }),
          ),
          { maxKeys: 40 },
        ),
        request => {
          const details = describeAsked(request);
          expect(details.length).toBeLessThanOrEqual(20);
          for (const { value } of details) {
            expect([...value].length).toBeLessThanOrEqual(300);
            expect(value).not.toContain('\0');
          }
        },
      ),
    );
  });
});
