import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  parseDatasetMigration,
  renderContractProblems,
  type Migration,
  type WantedDatasetMigration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findNamesake } from '../database/operations/migrations/findNamesake';
import type { Behalf } from '../service/acts/Behalf';
import { createMigration } from '../service/acts/createMigration';
import { updateMigration } from '../service/acts/updateMigration';
import { assertDatasetOwner } from '../service/assertDatasetOwner';
import { datasetRefs } from '../service/datasetRefs';
import { getMigrationView } from '../service/getMigrationView';
import {
  hashOf,
  revisionOfMigration,
} from '../service/preconditions/revisions';
import { renderEntityTag } from '../service/preconditions/entityTag';
import { claimsOfOwner } from './claimsOfOwner';
import type { EntityLook, FollowContext } from './FollowContext';
import {
  listChanged,
  nextBase,
  planFollowing,
  type FollowBase,
  type FollowedFields,
} from './planFollowing';
import { readStanding } from './readStanding';
import { renderConflicts } from './renderConflicts';
import { setOwner } from './setOwner';

/** What is to be done so that a migration follows its entity. */
export interface Step {
  eventId: 'migration-create' | 'migration-update';
  migrationId?: string;
  /** What is asked for, for the audit. */
  asked: object;
  act(note: NoteStep): Promise<Migration>;
}

/** Writes down what was agreed on, in the transaction that changes the migration. */
export type NoteStep = (
  tx: Knex.Transaction,
  followed: { migrationId: string; base: FollowBase },
) => Promise<void>;

export interface PlannedStep {
  /** Absent when the migration has followed. */
  step?: Step;
  /** What is agreed on without a step. */
  base?: FollowBase;
}

/**
 * Looks what an entity wants and what it may have; changes nothing. Throws with every reason why not, as a call over REST would be
 * refused.
 */
export async function planStep(
  context: FollowContext,
  look: EntityLook,
): Promise<PlannedStep> {
  const { row, entity, credentials } = look;
  const { wanted, problems } = parseDatasetMigration(entity);
  if (problems) {
    throw new InputError(renderContractProblems(problems));
  }
  const said: FollowedFields = {
    ...wanted.settings,
    ownerRef: wanted.ownerRef,
    contract: hashOf(wanted.contract),
  };
  const base: FollowBase | undefined =
    row.base === null ? undefined : JSON.parse(row.base);
  const before =
    row.migration_id === null
      ? undefined
      : await getMigrationView(context, row.migration_id);
  const isOver = before && ['completed', 'cancelled'].includes(before.state);
  if (isOver && base && listChanged(said, base).length === 0) {
    return {};
  }
  const claims = await claimsOfOwner(context, wanted.ownerRef, credentials);
  return before && base && !isOver
    ? planChange(context, { look, wanted, said, base, before, claims })
    : { step: await planCreation(context, { look, wanted, said, claims }) };
}

interface Wish {
  look: EntityLook;
  wanted: WantedDatasetMigration;
  said: FollowedFields;
  claims: string[];
}

async function planCreation(
  context: FollowContext,
  { look, wanted, said, claims }: Wish,
): Promise<Step> {
  const { fromRefs } = datasetRefs(wanted.contract);
  await assertDatasetOwner(context, { fromRefs, claims, refuse: refuse(said) });
  const namesake = await findNamesake(context.knex, {
    name: wanted.name,
    fromRefs,
  });
  if (namesake) {
    throw new ConflictError(
      `metadata.name: '${wanted.name}' is the name of a migration of the same dataset that ${namesake.created_by} has made (${namesake.id}), and is not taken over; cancel it, or write another name here and in the contract`,
    );
  }
  const request = { contract: wanted.contractText, ...wanted.settings };
  const behalf = (note: Behalf['note']) => ({
    actor: look.row.entity_ref,
    ownerRef: wanted.ownerRef,
    note,
  });
  await createMigration(
    context,
    { ...request, dryRun: true },
    look,
    behalf(async () => {}),
  );
  return {
    eventId: 'migration-create',
    asked: { owner: wanted.ownerRef, ...wanted.settings },
    act: async note =>
      createMigration(
        context,
        request,
        look,
        behalf(async (tx, migration) => {
          const { standing } = await readStanding(tx, migration);
          const base = nextBase({ wanted: said, standing });
          await note(tx, { migrationId: migration.id, base });
        }),
      ),
  };
}

async function planChange(
  context: FollowContext,
  wish: Wish & { base: FollowBase; before: Migration },
): Promise<PlannedStep> {
  const { look, wanted, said, base, before, claims } = wish;
  const { standing, contractBy } = await readStanding(context.knex, before);
  const { changes, conflicts } = planFollowing({
    wanted: said,
    standing,
    base,
  });
  if (conflicts.length > 0) {
    throw new ConflictError(
      renderConflicts({ conflicts, wanted: said, standing, contractBy }),
    );
  }
  if (changes.length === 0) {
    return { base: nextBase({ wanted: said, standing, base }) };
  }
  const isOwners = [before.ownerRef, ...before.coOwnerRefs].some(ref =>
    claims.includes(ref),
  );
  if (!isOwners && !changes.includes('ownerRef')) {
    throw new NotAllowedError(
      `spec.owner: '${wanted.ownerRef}' does not run the migration any more, which was handed over to ${before.ownerRef}; write its owner or one of its co-owners`,
    );
  }
  if (changes.includes('ownerRef') || changes.includes('contract')) {
    await assertDatasetOwner(context, {
      fromRefs: datasetRefs(wanted.contract).fromRefs,
      claims,
      migration: before,
      refuse: refuse(said),
    });
  }
  const settings = Object.fromEntries(
    Object.entries(wanted.settings).filter(([field]) =>
      (changes as string[]).includes(field),
    ),
  );
  const actor = look.row.entity_ref;
  const update = async (dryRun: boolean, note: Behalf['note']) =>
    updateMigration(
      context,
      {
        migrationId: before.id,
        ...settings,
        ...(changes.includes('contract') && { contract: wanted.contractText }),
        dryRun,
      },
      { ...look, ifMatch: renderEntityTag(revisionOfMigration(before), {}) },
      { actor, ownerRef: before.ownerRef, note },
    );
  await update(true, async () => {});
  return {
    step: {
      eventId: 'migration-update',
      migrationId: before.id,
      asked: {
        ...settings,
        ...(changes.includes('ownerRef') && { owner: wanted.ownerRef }),
      },
      act: async note =>
        update(false, async (tx, migration) => {
          const handedOver = await setOwner(tx, {
            migration,
            ownerRef: changes.includes('ownerRef')
              ? wanted.ownerRef
              : migration.ownerRef,
            actor,
          });
          const now = await readStanding(tx, handedOver);
          await note(tx, {
            migrationId: migration.id,
            base: nextBase({ wanted: said, standing: now.standing, base }),
          });
        }),
    },
  };
}

function refuse({ ownerRef }: FollowedFields) {
  return (datasetRef: string, owners: string) =>
    `spec.owner: '${ownerRef}' does not own '${datasetRef}', which is owned by ${owners}; write its owner, or ask it to migrate the dataset`;
}
