import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction';
import { recordEvent } from '../database/operations/events/recordEvent';
import {
  storeFollowedEntity,
  type StoreFollowedEntityOptions,
} from '../database/operations/followedEntities/storeFollowedEntity';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { audited } from '../service/audited';
import { describeFailedAct } from '../service/audit/describeFailedAct';
import type { EntityLook, FollowContext } from './FollowContext';
import { OvertakenError } from './OvertakenError';
import { planStep, type PlannedStep, type Step } from './planStep';

/** A text of the history is read by people. */
const LONGEST_PROBLEM = 2_000;

/**
 * Makes a migration follow its entity: a draft where there is none, else what the entity has changed. Nothing is started, and what
 * cannot be is said where the owner sees it.
 */
export async function followEntity(
  context: FollowContext,
  look: EntityLook,
): Promise<void> {
  const planned = await planOrRefuse(context, look);
  const { step } = planned;
  if (!step) {
    await settle(context, look, planned);
    return;
  }
  try {
    await recordStep(context, look, step);
  } catch (error) {
    if (isOvertaken(error)) {
      return;
    }
    if (!isRefusal(error)) {
      throw error;
    }
    await noteRefusal(context, look, error.message);
  }
}

/** A refusal that is known already is no step; a new one is, so that the audit has it. */
async function planOrRefuse(
  context: FollowContext,
  look: EntityLook,
): Promise<PlannedStep & { isRefused?: boolean }> {
  const { row } = look;
  try {
    return await planStep(context, look);
  } catch (error) {
    if (isOvertaken(error) || !isRefusal(error)) {
      throw error;
    }
    // as REST names it in a body
    error.message = error.message.replaceAll('body.', 'spec.');
    if (row.state === 'refused' && row.problem === shorten(error.message)) {
      return { isRefused: true };
    }
    const act = async () => {
      throw error;
    };
    const migrationId = row.migration_id ?? undefined;
    const eventId = migrationId ? 'migration-update' : 'migration-create';
    return { step: { eventId, migrationId, asked: {}, act } };
  }
}

async function recordStep(
  context: FollowContext,
  look: EntityLook,
  { eventId, migrationId, asked, act }: Step,
): Promise<void> {
  const { auditor, actLog } = context;
  const { entity_ref: entityRef } = look.row;
  const request = { entityRef, migrationId, ...asked };
  await audited({ auditor, eventId, meta: { entityRef } }, () =>
    actLog.record(
      {
        eventId,
        credentials: look.credentials,
        actor: entityRef,
        through: 'catalog',
        request,
        madeBy: ({ id }) => id,
      },
      () =>
        act(async (tx, followed) => {
          const { migrationId: id, base } = followed;
          await store(tx, look, {
            state: 'followed',
            problem: null,
            migration_id: id,
            base: JSON.stringify(base),
          });
          await noteReturn(tx, look, id);
        }),
    ),
  );
}

/** Nothing is to be done: the migration stands as the entity wants it, or what is refused is known already. */
async function settle(
  context: FollowContext,
  look: EntityLook,
  { base, isRefused }: PlannedStep & { isRefused?: boolean },
): Promise<void> {
  const { row } = look;
  await change(context, row.migration_id, async tx => {
    await store(tx, look, {
      ...(!isRefused && { state: 'followed', problem: null }),
      ...(base && { base: JSON.stringify(base) }),
    });
    if (!isRefused) {
      await noteReturn(tx, look, row.migration_id);
    }
  });
}

async function noteRefusal(
  context: FollowContext,
  look: EntityLook,
  message: string,
): Promise<void> {
  const { row } = look;
  const problem = shorten(message);
  await change(context, row.migration_id, async tx => {
    await store(tx, look, { state: 'refused', problem });
    if (row.migration_id !== null) {
      await recordEvent({
        tx,
        migrationId: row.migration_id,
        actor: row.entity_ref,
        kind: 'entityNoted',
        reason: `The entity cannot be followed as it stands: ${problem}`,
      });
    }
  });
}

/** Says in the history that an entity is followed again which was not. */
async function noteReturn(
  tx: Knex.Transaction,
  { row }: EntityLook,
  migrationId: string | null,
): Promise<void> {
  if (
    migrationId === null ||
    migrationId !== row.migration_id ||
    !['refused', 'gone'].includes(row.state)
  ) {
    return;
  }
  await recordEvent({
    tx,
    migrationId,
    actor: row.entity_ref,
    kind: 'entityNoted',
    reason:
      row.state === 'gone'
        ? 'The entity is in the catalog again, and is followed'
        : 'The entity is followed again',
  });
}

/** Writes in one transaction, under the lock that acts take first; what somebody else has done already is left. */
async function change(
  { knex, onChange }: FollowContext,
  migrationId: string | null,
  write: (tx: Knex.Transaction) => Promise<void>,
): Promise<void> {
  try {
    await inTransaction(knex, async tx => {
      if (migrationId !== null) {
        await holdMigration({ tx, migrationId });
      }
      await write(tx);
      return { result: undefined, commits: true };
    });
  } catch (error) {
    if (isOvertaken(error)) {
      return;
    }
    throw error;
  }
  if (migrationId !== null) {
    onChange(migrationId);
  }
}

async function store(
  tx: Knex.Transaction,
  { row, entity }: EntityLook,
  changes: StoreFollowedEntityOptions['changes'],
): Promise<void> {
  const stored = await storeFollowedEntity({
    knex: tx,
    row,
    changes: {
      seen_etag: entity.metadata.etag ?? null,
      owner_ref: ownerOf(entity),
      ...changes,
    },
  });
  if (!stored) {
    throw new OvertakenError(`'${row.entity_ref}' was looked at meanwhile`);
  }
}

/** Whom an entity names, also one that is refused: the owner is to see why. */
function ownerOf({ metadata, spec }: EntityLook['entity']): string | null {
  try {
    return stringifyEntityRef(
      parseEntityRef(String(spec?.owner), {
        defaultKind: 'group',
        defaultNamespace: metadata.namespace,
      }),
    );
  } catch {
    return null;
  }
}

function isOvertaken(error: unknown): boolean {
  return (
    isError(error) &&
    ['OvertakenError', 'PreconditionFailedError'].includes(error.name)
  );
}

function isRefusal(error: unknown): error is Error {
  return describeFailedAct(error).outcome !== 'failed';
}

function shorten(problem: string): string {
  return problem.length > LONGEST_PROBLEM
    ? `${problem.slice(0, LONGEST_PROBLEM)}…`
    : problem;
}
