import type { AuditorService } from '@backstage/backend-plugin-api';
import type { EventKind } from '@skein/backstage-plugin-dataset-migrations-common';
import type { CodeHost } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { ClaimedEffect } from '../../database/operations/effects/claimEffects';
import type { DbEffectRow } from '../../database/tables';
import type { StalePolicy } from '../stale/planStale';
import type { AutoMergePolicy } from '../merging/planAutoMerge';
import { answerReaction } from '../reactions/answerReaction';
import { react } from '../reactions/react';
import type { ReactionPolicy } from '../reactions/ReactionPolicy';
import { tellHandsOff } from '../reactions/tellHandsOff';
import { answerCommand } from '../commands/answerCommand';
import { close } from './close';
import { closeNeedless } from './closeNeedless';
import { merge } from './merge';
import { remind } from './remind';
import { tellConflict } from './tellConflict';

/** All that it takes to bring one effect about. */
export interface EffectFacts extends ClaimedEffect {
  codeHost: CodeHost;
  knex: Knex;
  auditor: AuditorService;
  policy: StalePolicy;
  autoMerge: AutoMergePolicy;
  reactions: ReactionPolicy;
  /** Ids of the coding agents that are installed. */
  codingAgents: readonly string[];
  /** The target's page in Backstage. */
  targetUrl: string;
}

/** What became of an effect. */
export type EffectOutcome =
  | SettledEffect
  /** It may come about yet: it is looked at again after a while, later each time. */
  | {
      kind: 'later';
      reason: string;
      /** After how long. Default: five minutes, later each time. */
      seconds?: number;
    };

/** An effect that came about, or never will. */
export interface SettledEffect {
  kind: 'done' | 'dropped';
  reason: string;
  /** Kind of the event in the history; absent when it is not worth one. */
  event?: EventKind;
  /** What is written in the transaction that settles the effect. */
  record?: (tx: Knex.Transaction) => Promise<void>;
}

/** How each kind of effect comes about. */
export const EFFECTS: Record<
  DbEffectRow['kind'],
  (facts: EffectFacts) => Promise<EffectOutcome>
> = {
  tellConflict,
  remind,
  close,
  closeNeedless,
  merge,
  answerCommand,
  react,
  tellHandsOff,
  answerReaction,
};
