import type { SeedFile } from '../git/seedRepository';

/** What a repository's own continuous integration says of every pull request. */
export interface CiOutcome {
  conclusion: 'success' | 'failure';
  title: string;
  summary: string;
}

/** A repository of the estate, as it is on the first day. */
export interface RepositoryDefinition {
  name: string;
  description: string;
  language?: string;
  files: SeedFile[];
  /** Message of the first commit. */
  message: string;
  /** What the catalog holds of a repository that cannot hold it itself. */
  catalogInfo?: string;
  archived?: boolean;
  /** Reported instead of the real size. */
  reportedSizeKilobytes?: number;
  ci?: CiOutcome;
  /** The first run of each check loses its runner; it is run again, and ends as it should. */
  flakyCi?: boolean;
}
