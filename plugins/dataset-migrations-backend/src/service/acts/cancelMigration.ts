import {
  isSettled,
  TARGET_STATES,
  type Migration,
  type MigrationRequest,
  type ReasonRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import { lockTargets } from '../../database/operations/targets/lockTargets';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';

const UNSETTLED = TARGET_STATES.filter(state => !isSettled(state));

/** Ends a migration, and every target that is not settled. Open pull requests are the teams' own: they stay. */
export async function cancelMigration(
  context: ServiceContext,
  { migrationId, reason }: MigrationRequest & ReasonRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const actor = actorOf(context.auth, credentials);
  return changeMigration(context, {
    migrationId,
    when: ['draft', 'planned', 'running', 'paused', 'completing'],
    done: ['cancelled'],
    verb: 'cancelled',
    async change(tx, { state: from }) {
      await moveMigration({
        tx,
        migrationId,
        from,
        to: 'cancelled',
        reason,
        actor,
      });
      const states = UNSETTLED;
      for (const target of await lockTargets({ tx, migrationId, states })) {
        await moveTarget({
          tx,
          targetId: target.id,
          from: target.state,
          to: 'cancelled',
          reason: explainCancel(target.state === 'prOpen', reason),
          actor,
        });
      }
    },
  });
}

function explainCancel(hasOpenPullRequest: boolean, reason?: string): string {
  const why = `The migration was cancelled${reason ? `: ${reason}` : ''}`;
  return hasOpenPullRequest
    ? `${why}. The pull request stays open; merge or close it as you like`
    : why;
}
