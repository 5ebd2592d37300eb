import type { LedgerFile } from '@skein/backstage-plugin-dataset-migrations-common';
import { z } from 'zod';
import { readTextFile } from '../readTextFile';
import { UsageError } from '../UsageError';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const headerSchema = z.strictObject({
  ledger: z.literal('skein-ledger-1'),
  migrationId: z.uuid(),
});

const entrySchema = z.strictObject({
  number: z.int(),
  at: z.string(),
  actor: z.string(),
  kind: z.string(),
  targetId: z.string().optional(),
  repository: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  reason: z.string().optional(),
  previousHash: hash,
  hash,
});

/**
 * A ledger that `skein migrations ledger --json` has written.
 * @throws UsageError when a line is not what it should be
 */
export async function readLedgerFile(options: {
  field: string;
  file: string;
  workingDirectory: string;
}): Promise<LedgerFile> {
  const { field, file } = options;
  const text = await readTextFile({ ...options, what: 'a ledger' });
  const [header, ...entries] = text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  const parse = <T>(
    schema: z.ZodType<T>,
    line: { line: string; number: number } | undefined,
    what: string,
  ): T => {
    const parsed = schema.safeParse(parseJson(line?.line ?? ''));
    if (!parsed.success) {
      throw new UsageError({
        field,
        value: file,
        mend: `is no ledger: line ${
          line?.number ?? 1
        } is not ${what}; give a file that \`skein migrations ledger --json\` has written`,
      });
    }
    return parsed.data;
  };
  return {
    migrationId: parse(headerSchema, header, 'the head of one').migrationId,
    entries: entries.map(line => parse(entrySchema, line, 'an entry')),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
