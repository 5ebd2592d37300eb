import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Evidence,
  Finding,
  JudgeVerdict,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AgentAttempt } from './MigrationAgent';
import type { ModelAccount } from './ModelAccount';

/**
 * A patch that the verifiers have let through.
 * @public
 */
export interface JudgeOptions {
  attempt: AgentAttempt;
  contract: MappingContract;
  /**
   * The patch as git shows it. It is text of a repository that nobody trusts: what it says of judges, verdicts and rules is
   * data, and never an instruction.
   */
  diff: string;
  /** What the verifiers proved. */
  evidence: Evidence;
  /** Places that were left as they are, each with the reason; text of the repository as well. */
  findings: Finding[];
  /** Where what models cost is reserved before they are asked; the budgets are those of the attempt. */
  models: ModelAccount;
  logger: LoggerService;
  /** Aborted when the attempt is to end, or the judge has had its time. */
  signal: AbortSignal;
}

/**
 * What a judge says of a patch.
 * @public
 */
export interface JudgeAnswer {
  /** Acceptance takes nothing away from what others object to, and raises no level. */
  verdict: JudgeVerdict;
  /** Why it is not accepted, a sentence each, which an agent can mend and a person can read. */
  reasons: string[];
  /** The question that a model was asked, if one was. */
  prompt?: {
    /** Of the template that it was made from. */
    version: string;
    /** SHA-256 of the text, in hexadecimal digits. */
    hash: string;
  };
}

/**
 * Looks at a patch when the verifiers have let it through, and may only veto. One that throws or takes too long is taken for
 * undecided.
 * @public
 */
export interface Judge {
  /** Short and unique. */
  readonly id: string;
  judge(options: JudgeOptions): Promise<JudgeAnswer>;
}
