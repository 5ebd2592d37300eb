import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import type { SourceFile } from '@skein/dataset-rewriter';

function spellingsOf(
  name: MappingContract['spec']['datasets'][number]['to']['names'][number],
): string[] {
  if ('name' in name) {
    const whole = name.name.replace(/\*+$/, '');
    const withoutProject = whole.split('.').slice(-2).join('.');
    return [whole, withoutProject].filter(spelling => spelling.length > 3);
  }
  if ('ref' in name) {
    return [`ref('${name.ref}'`, `ref("${name.ref}"`];
  }
  const [source, table] = name.source.split('.');
  return [`source('${source}', '${table}')`, `source("${source}", "${table}")`];
}

/** How the reason begins when the code reads neither the old dataset nor the new one. */
export const NO_REFERENCE_FOUND = 'No reference found';

/** Why an attempt had nothing to do, in words for people; it decides nothing. */
export function explainNoChanges(
  contract: MappingContract,
  files: SourceFile[],
): string {
  const spellings = contract.spec.datasets.flatMap(({ to }) =>
    to.names.flatMap(spellingsOf),
  );
  for (const { path, content } of files) {
    const text = Buffer.from(content).toString('utf8');
    const found = spellings.find(spelling => text.includes(spelling));
    if (found) {
      const line = text.slice(0, text.indexOf(found)).split('\n').length;
      return `Already reads ${found} (${path}:${line}); no reference to the old dataset found`;
    }
  }
  return `${NO_REFERENCE_FOUND} in ${files.length} files`;
}
