import {
  MIGRATION_STATES,
  type Migration,
  type MigrationRequest,
  type OwnersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { addNotice } from '../../database/operations/notices/addNotice';
import { storeOwners } from '../../database/operations/owners/storeOwners';
import { changeMigration } from '../acts/changeMigration';
import { actorOf } from '../actorOf';
import { getMigrationView } from '../getMigrationView';
import type { CallOptions } from '../MigrationService';
import { assertUnchanged } from '../preconditions/assertUnchanged';
import { revisionOfMigration } from '../preconditions/revisions';
import { resolveOwnerRefs } from '../request/resolveOwnerRefs';
import type { OwnerContext } from './DefaultOwnerService';
import { planOwners } from './planOwners';

/** Says who owns a migration and who runs it beside the owner, in whatever state it is, and tells those who are new to it. */
export async function setOwners(
  context: OwnerContext,
  request: MigrationRequest & OwnersRequest,
  options: CallOptions,
): Promise<Migration> {
  const { migrationId, reason, dryRun } = request;
  const actor = actorOf(context.auth, options.credentials);
  const before = await getMigrationView(context, migrationId);
  const [ownerRef, ...coOwnerRefs] = await resolveOwnerRefs(
    context,
    [
      { path: 'body.ownerRef', value: request.ownerRef },
      ...request.coOwnerRefs.map((value, index) => ({
        path: `body.coOwnerRefs[${index}]`,
        value,
      })),
    ],
    {
      who: 'a group or user of the catalog, so that somebody can go on',
      standing: [before.ownerRef, ...before.coOwnerRefs],
    },
  );
  return changeMigration(context, {
    migrationId,
    when: MIGRATION_STATES,
    verb: 'handed over',
    dryRun,
    async change(tx, { title }) {
      const view = await getMigrationView(
        { ...context, knex: tx },
        migrationId,
      );
      assertUnchanged(options, `'${title}'`, revisionOfMigration(view));
      const plan = planOwners({
        before: view,
        wanted: { ownerRef, coOwnerRefs },
        reason,
      });
      if (!plan) {
        return;
      }
      await storeOwners({
        tx,
        migrationId,
        ...(ownerRef !== view.ownerRef && {
          owner: { ownerRef, transferredBy: actor },
        }),
        coOwnerRefs: plan.coOwnerRefs,
      });
      await recordEvent({
        tx,
        migrationId,
        actor,
        kind: 'ownersChanged',
        reason: plan.event,
      });
      for (const recipient of plan.entrusted) {
        await addNotice({
          tx,
          migrationId,
          recipient,
          kind: 'entrusted',
          reason: plan.event,
          digestMinutes: context.digestMinutes,
        });
      }
    },
  });
}
