import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CodeHost,
  CodeHostRepository,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { TrustedRepository } from '../../git/TrustedRepository';
import type { RecordPush } from '../Publication';

/** Where a publication is written to. */
export interface OpenRepository {
  codeHost: CodeHost;
  repository: CodeHostRepository;
  trusted: TrustedRepository;
}

/** A commit that is to stand on a branch of its own below one pull request, and what that is to say. */
export interface BranchProposal extends OpenRepository {
  /** Always the same for the same piece of work, so that it is found again after a crash. */
  branch: string;
  /** By which the pull request is known as the one of this work. */
  marker: string;
  commitSha: string;
  /** The commit of the base branch that it was made on. */
  baseSha: string;
  /** The files that it changes. */
  paths: readonly string[];
  title: string;
  body: string;
  labels: string[];
  /** Who is asked for a review where the code owners lead to nobody. */
  ownerRef?: string;
  /** What was pushed to the branch before, as far as that is on record. */
  pushedSha?: string;
  /** All that was pushed to it, or was about to be: a branch at one of them holds nothing of a human. */
  pushedShas: readonly string[];
  recordPush: RecordPush;
  signal: AbortSignal;
  logger: LoggerService;
}
