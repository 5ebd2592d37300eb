import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { isWord, splitCode } from '../patches/codeWords';

type DatasetMove = MappingContract['spec']['datasets'][number];

/** The words that a contract is about. */
export interface ContractNames {
  /** Words of names, old and new: what stands there is never different in two places by chance. */
  all: ReadonlySet<string>;
  /** Words that hardly any code has a reason to say but that which reads the old dataset. */
  old: ReadonlySet<string>;
}

/** The words of the datasets and fields of a contract. */
export function contractNames(contract: MappingContract): ContractNames {
  const all = new Set<string>();
  const old = new Set<string>();
  for (const { from, to, fields } of contract.spec.datasets) {
    for (const name of [...from.names, ...to.names].map(spellingOf)) {
      wordsOf(name).forEach(word => all.add(word));
    }
    const oldNames = [
      ...from.names.map(name => lastWordOf(spellingOf(name))),
      ...fields.flatMap(field => field.from ?? []),
    ];
    for (const name of oldNames) {
      wordsOf(name).forEach(word => old.add(word));
    }
    for (const field of fields) {
      wordsOf([field.from, field.to].flat().join(' ')).forEach(word =>
        all.add(word),
      );
    }
  }
  return { all, old };
}

function spellingOf(name: DatasetMove['from']['names'][number]): string {
  if ('ref' in name) {
    return name.ref;
  }
  return 'source' in name ? name.source : name.name;
}

function wordsOf(name: string): string[] {
  return splitCode(name).filter(isWord);
}

/** The table, not the project and the schema that others are in as well. */
function lastWordOf(name: string): string {
  return wordsOf(name).at(-1) ?? '';
}
