import type { PieceRole } from './Pieces';

/** What a key says: which part of a name, and of which table when it is one of several. */
export interface PieceKey {
  role: PieceRole;
  prefix: string;
  /** The lower one is taken where two keys could be the same part. */
  rank: number;
}

const ROLES: [RegExp, PieceRole][] = [
  [/(?:^|_)(?:gcp_|bq_)?project(?:_id|_name)?$/, 'project'],
  [/(?:^|_)(?:bq_|bigquery_)?dataset(?:_id|_name)?$/, 'schema'],
  [/(?:^|_)schema(?:_id|_name)?$/, 'schema'],
  [/(?:^|_)(?:catalog|database)(?:_name)?$/, 'project'],
  [/(?:^|_)(?:bq_|bigquery_)?table(?:_id|_name)?$/, 'table'],
];

/** Reads keys such as `dataset_id`, `tableId` and `source_project`; absent for other keys. */
export function readPieceKey(key: string): PieceKey | undefined {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toLowerCase();
  for (const [rank, [pattern, role]] of ROLES.entries()) {
    const match = pattern.exec(words);
    if (match) {
      const prefix = words.slice(0, match.index);
      return { role, prefix: prefix === 'table' ? '' : prefix, rank };
    }
  }
  return undefined;
}
