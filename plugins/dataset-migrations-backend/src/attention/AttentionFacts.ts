import type {
  FailureClass,
  MigrationState,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** Conditions of an open pull request that somebody has to do something about. */
export const TROUBLING_CONDITIONS = [
  'checksFailing',
  'noReviewer',
  'decisionNeeded',
  'changesRequested',
  'conflict',
] as const;

/** A condition of an open pull request that somebody has to do something about. */
export type TroublingCondition = (typeof TROUBLING_CONDITIONS)[number];

/** Targets with the same trouble. */
export interface Trouble {
  count: number;
  /** Since when the first of them has it. */
  oldestAt?: string;
}

/** A wave that a person has to decide about. */
export interface TroubledWave {
  number: number;
  title: string;
  why: 'halted' | 'approval';
  since: string;
  reason?: string;
}

/** All that decides what of a migration needs a person; it knows no clock and no database. */
export interface AttentionFacts {
  migrationId: string;
  migrationTitle: string;
  state: MigrationState;
  stateReason?: string;
  stateSince: string;
  /** `YYYY-MM-DD`. */
  deadline?: string;
  /** By the database's clock. */
  now: string;
  /** Targets that are not settled. */
  unsettled: number;
  needsHuman: Trouble;
  /** Targets that were given up; those whose failure nobody has classed stand under `unclassed`. */
  failed: Record<FailureClass | 'unclassed', Trouble>;
  /** Open pull requests. */
  conditions: Record<TroublingCondition, Trouble>;
  waves: TroubledWave[];
  /** Consumers that the catalog does not know and nobody has decided about. */
  undeclared: number;
  /** Repositories that still read the old dataset. */
  readers: number;
  spentDollars: number;
  budgetDollars: number;
}
