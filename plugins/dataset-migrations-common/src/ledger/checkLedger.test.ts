/**
 * @jest-environment node
 */
// jsdom has no Web Cryptography
import fc from 'fast-check';
import type { LedgerEntry } from '../schema/types.generated';
import { checkLedger } from './checkLedger';
import { hashLedgerEntry, LEDGER_START } from './hashLedgerEntry';

const MIGRATION = 'b6a2b0d4-4a9e-4d6b-8f10-4f2f8d7e2a11';

const happening = fc.record(
  {
    at: fc
      .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      .map(date => date.toISOString()),
    actor: fc.string(),
    kind: fc.string(),
    targetId: fc.uuid(),
    repository: fc.string(),
    from: fc.string(),
    to: fc.string(),
    reason: fc.string(),
  },
  { requiredKeys: ['at', 'actor', 'kind'] },
);

type Happening = Omit<LedgerEntry, 'number' | 'previousHash' | 'hash'>;

async function chainOf(
  happenings: readonly Happening[],
): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const each of happenings) {
    const entry = {
      ...each,
      number: entries.length + 1,
      previousHash: entries.at(-1)?.hash ?? LEDGER_START,
    };
    entries.push({ ...entry, hash: await hashLedgerEntry(MIGRATION, entry) });
  }
  return entries;
}

describe('checkLedger', () => {
  it('finds nothing wrong with a chain that is whole, and says where it ends, in one look or in several', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 12 }),
        fc.nat(12),
        async (happenings, cut) => {
          const entries = await chainOf(happenings);
          const whole = await checkLedger(MIGRATION, entries);
          const first = await checkLedger(MIGRATION, entries.slice(0, cut));

          expect(whole.head).toEqual({
            number: entries.length,
            hash: entries.at(-1)?.hash ?? LEDGER_START,
          });
          expect(
            await checkLedger(MIGRATION, entries.slice(cut), first.head),
          ).toEqual(whole);
        },
      ),
    );
  });

  it('finds whatever is changed in it, left out, put elsewhere, or brought from another migration', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 2, maxLength: 8 }),
        fc.nat(),
        fc.constantFrom<keyof Happening>(
          'actor',
          'kind',
          'targetId',
          'repository',
          'from',
          'to',
          'reason',
        ),
        async (happenings, place, field) => {
          const entries = await chainOf(happenings);
          const index = place % entries.length;
          const changed = entries.with(index, {
            ...entries[index],
            [field]: `${entries[index][field] ?? ''}!`,
          });
          const shorter = entries.filter((_, each) => each !== index);
          const swapped = [entries[1], entries[0], ...entries.slice(2)];

          expect((await checkLedger(MIGRATION, changed)).fault?.number).toBe(
            index + 1,
          );
          // what is cut off at the end only a hash that was kept can show
          expect(Boolean((await checkLedger(MIGRATION, shorter)).fault)).toBe(
            index < entries.length - 1,
          );
          expect((await checkLedger(MIGRATION, swapped)).fault?.number).toBe(1);
          expect((await checkLedger('another', entries)).fault?.number).toBe(1);
        },
      ),
    );
  });

  it('says in words what is wrong', async () => {
    const [first, second, third] = await chainOf([
      { at: '2026-11-28T12:00:00.000Z', actor: 'skein', kind: 'planned' },
      { at: '2026-11-28T12:00:01.000Z', actor: 'skein', kind: 'started' },
      { at: '2026-11-28T12:00:02.000Z', actor: 'skein', kind: 'paused' },
    ]);
    const messageOf = async (entries: LedgerEntry[]) =>
      (await checkLedger(MIGRATION, entries)).fault?.message;

    expect(await messageOf([first, third])).toBe(
      'entry 2 is missing; entry 3 stands in its place',
    );
    expect(await messageOf([first, { ...second, actor: 'mallory' }])).toMatch(
      /^entry 2 was changed: its hash is [0-9a-f]{64}, and it says /,
    );
    expect(
      await messageOf([first, { ...second, previousHash: LEDGER_START }]),
    ).toMatch(/^entry 2 does not follow the one before it: 0000/);
  });
});
