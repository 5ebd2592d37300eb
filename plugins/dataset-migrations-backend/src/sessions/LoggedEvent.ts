import type {
  EvidenceLevel,
  JudgeVerdict,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentEvent,
  ModelUsage,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** A line of the log of an attempt: what agents tell, what is seen of them from outside, and what judges say of their work. */
export type LoggedEvent =
  | AgentEvent
  | {
      /** An agent begins. */
      kind: 'agent';
    }
  | ({
      /** A model was asked for an agent or a judge. */
      kind: 'modelRequest';
      model: string;
    } & ModelUsage)
  | {
      /** A budget did not allow that a model is asked. */
      kind: 'modelRefused';
      model: string;
      text: string;
    }
  | {
      /** The verifiers have looked. */
      kind: 'verification';
      passed: boolean;
      level: EvidenceLevel;
      text: string;
    }
  | {
      /** A judge has looked at the patch. */
      kind: 'verdict';
      verdict: JudgeVerdict;
      text: string;
    }
  | {
      /** An agent came to its end. */
      kind: 'end';
      result: 'finished' | 'gaveUp' | 'budgetExceeded' | 'failed';
      text: string;
    }
  | {
      /** What the attempt came to. */
      kind: 'outcome';
      result: 'proposed' | 'needsHuman' | 'noChanges' | 'failed' | 'ended';
      text: string;
    }
  | {
      /** More than this is not kept. */
      kind: 'cut';
      text: string;
    };

/** What an attempt does that is said only once, by us: it is kept also when the log is full. */
export const CLOSING_KINDS: ReadonlySet<LoggedEvent['kind']> = new Set([
  'end',
  'outcome',
]);
