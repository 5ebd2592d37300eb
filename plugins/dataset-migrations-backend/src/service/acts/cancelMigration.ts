import {
  isSettled,
  TARGET_STATES,
  type Migration,
  type MigrationRequest,
  type StateChangeRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { endAttempt } from '../../database/operations/attempts/endAttempt';
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
  { migrationId, reason, dryRun }: MigrationRequest & StateChangeRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const actor = actorOf(context.auth, credentials);
  return changeMigration(context, {
    migrationId,
    when: ['draft', 'planned', 'running', 'paused', 'completing'],
    done: ['cancelled'],
    verb: 'cancelled',
    dryRun,
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
        const { id: targetId, state, fence } = target;
        const why = explainCancel(state === 'prOpen', reason);
        await moveTarget({
          tx,
          targetId,
          from: state,
          to: 'cancelled',
          reason: why,
          actor,
        });
        if (state === 'running') {
          // its worker has no fence any more to end it with
          await endAttempt({
            tx,
            targetId,
            fence,
            state: 'lost',
            result: { error: why },
          });
        }
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
