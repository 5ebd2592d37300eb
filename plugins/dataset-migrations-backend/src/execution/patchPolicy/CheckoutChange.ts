import type { StoredFile } from '../../database/tables';

/** A plain file. */
export interface CheckoutFile {
  mode: StoredFile['mode'];
  content: Uint8Array;
}

/** What a coding agent has made of a path of its checkout. */
export interface CheckoutChange {
  path: string;
  /** As it was when the agent began; absent when it was not there. */
  before?: CheckoutFile;
  /** As it is now; absent when it is gone, `special` for what is no plain file, `tooLarge` for what was not read. */
  after?: CheckoutFile | 'special' | 'tooLarge';
}

/** An edit that no coding agent may make. */
export interface RefusedEdit {
  path: string;
  /** Why, as the end of a sentence that begins with the path. */
  reason: string;
}
