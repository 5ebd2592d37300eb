import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { readTextFile } from '../readTextFile';
import { UsageError } from '../UsageError';

/** What a file wants a migration to be; what it does not say is left as it is. */
export interface WantedMigration {
  /** Text of the mapping contract. */
  contract: string;
  requiredLevel?: 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6';
  deadline?: string;
  agents?: string[];
  modelBudgetDollars?: number;
  judgeMode?: 'advisory' | 'blocking';
}

const fileSchema = z.strictObject({
  apiVersion: z.literal('skein.dev/v1alpha1'),
  kind: z.literal('DatasetMigration'),
  metadata: z.looseObject({}).optional(),
  spec: z.strictObject({
    contract: z.string().min(1),
    requiredLevel: z
      .enum(['E0', 'E1', 'E2', 'E3', 'E4', 'E5', 'E6'])
      .optional(),
    deadline: z.iso.date().optional(),
    agents: z.array(z.string()).optional(),
    modelBudgetDollars: z.number().nonnegative().optional(),
    judgeMode: z.enum(['advisory', 'blocking']).optional(),
  }),
});

/**
 * A migration as it is kept in Git: a `DatasetMigration` that names the file of its contract, beside itself, or a mapping
 * contract alone.
 * @throws UsageError when the file is neither
 */
export async function readMigrationFile(options: {
  file: string;
  workingDirectory: string;
}): Promise<WantedMigration> {
  const { file, workingDirectory } = options;
  const read = async (name: string, what: string, folder: string) =>
    await readTextFile({
      field: name === file ? 'FILE' : 'spec.contract',
      file: name,
      workingDirectory: folder,
      what,
    });
  const text = await read(file, 'a migration', workingDirectory);
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw new UsageError({
      field: 'FILE',
      value: file,
      mend: `is no YAML: ${document.errors[0].message}`,
    });
  }
  const content: unknown = document.toJS();
  if (Object(content).kind === 'MappingContract') {
    return { contract: text };
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new UsageError({
      field: 'FILE',
      value: file,
      mend: `is no DatasetMigration: ${
        path.join('.') || 'the file'
      }: ${message}`,
    });
  }
  const { contract: contractFile, ...settings } = parsed.data.spec;
  const contract = await read(
    contractFile,
    'a mapping contract',
    resolve(workingDirectory, dirname(file)),
  );
  return { contract, ...settings };
}
