import type { CodeHost } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { ClaimedEffect } from '../../database/operations/effects/claimEffects';
import type { DbEffectRow } from '../../database/tables';
import { tellConflict } from './tellConflict';

/** All that it takes to bring one effect about. */
export interface EffectFacts extends ClaimedEffect {
  knex: Knex;
  codeHost: CodeHost;
  /** The target's page in Backstage. */
  targetUrl: string;
}

/** What became of an effect. */
export interface EffectOutcome {
  kind: 'done' | 'dropped';
  reason: string;
  /** Kind of the event in the history; absent when it is not worth one. */
  event?: string;
  /** What is written in the transaction that settles the effect. */
  record?: (tx: Knex.Transaction) => Promise<void>;
}

/** How each kind of effect comes about. */
export const EFFECTS: Record<
  DbEffectRow['kind'],
  (facts: EffectFacts) => Promise<EffectOutcome>
> = { tellConflict };
