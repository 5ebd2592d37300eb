import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';

/** A finding before its place is known in lines; `start` is an offset of the text before the edits. */
export interface Draft {
  kind: Finding['kind'];
  start: number;
  /** The old column. */
  field?: string;
  message: string;
}
