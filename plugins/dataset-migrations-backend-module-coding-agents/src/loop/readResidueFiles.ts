import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { CheckoutFiles } from '../checkout/CheckoutFiles';
import type { LinesOf } from './listLeftFindings';

/** The lines of all files that the residue names. */
export async function readResidueFiles(
  files: CheckoutFiles,
  residue: Finding[],
): Promise<LinesOf> {
  const lines = new Map<string, string[]>();
  for (const path of new Set(residue.map(({ file }) => file))) {
    const text = await files.read(path).catch(() => undefined);
    if (text !== undefined) {
      lines.set(path, text.split('\n'));
    }
  }
  return lines;
}
