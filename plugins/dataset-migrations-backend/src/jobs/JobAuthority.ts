import type { VisibleTo } from '../permissions/whereOwned';

/** Which things somebody could do something with, by the answer of the permission framework; `all` is said, never left out. */
export type JobScope = 'all' | VisibleTo;

/**
 * What the one who asked for a job could do when it was made. Nobody's credentials are kept, so that the framework cannot be
 * asked again: what it answered then is held against each target as it is when it has its turn.
 */
export interface JobAuthority {
  reads: JobScope;
  updates: JobScope;
  /** Of migrations, for what is their owner's to decide. */
  updatesMigrations: JobScope;
  /** What the person was and belonged to, as it was signed in. */
  claims: string[];
  /** The groups that the catalog had the person in; absent for a program, and for whom the catalog did not know. */
  memberships?: string[];
}
