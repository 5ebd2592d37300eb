import type { Knex } from 'knex';
import { holdFleet } from '../database/operations/fleet/holdFleet';
import { listLimits } from '../database/operations/limits/listLimits';
import { holdWorkingMigrations } from '../database/operations/migrations/holdWorkingMigrations';
import { countRunning } from '../database/operations/queue/countRunning';
import { leaseTargets } from '../database/operations/queue/leaseTargets';
import {
  listHeads,
  type HeadRow,
} from '../database/operations/queue/listHeads';
import { listInteractive } from '../database/operations/queue/listInteractive';
import {
  listLines,
  type LineRow,
} from '../database/operations/queue/listLines';
import { listTurns } from '../database/operations/queue/listTurns';
import { storeTurns } from '../database/operations/queue/storeTurns';
import type { DbQueueTurnRow, DbTargetRow } from '../database/tables';
import { Headroom } from '../limits/Headroom';
import { Limits } from '../limits/Limits';
import type { RunningAttemptDefaults } from '../limits/LimitScope';
import { ClaimChoice } from './ClaimChoice';
import { FairTurns, type Line } from './FairTurns';

/** How many targets a worker may take. */
export interface FreeSlots {
  free: number;
  /** How many of them any target may have. */
  open: number;
  /** How many of them targets have first that a person waits for. */
  interactive: number;
}

export interface ClaimTargetsOptions {
  tx: Knex.Transaction;
  worker: string;
  slots: FreeSlots;
  leaseSeconds: number;
  defaults: RunningAttemptDefaults;
}

/** A larger portion would hold the fleet for too long; the rest is taken by the next claim. */
const PORTION = 50;

/**
 * Leases the next targets to a worker: those that a person waits for first, as far as there are slots for them, then
 * by fair turns. Never more than a limit permits, however many replicas claim at the same time: each claim holds the
 * fleet's row while it counts and leases.
 */
export async function claimTargets(
  options: ClaimTargetsOptions,
): Promise<DbTargetRow[]> {
  const { tx, worker, slots, leaseSeconds, defaults } = options;
  if (slots.free <= 0) {
    return [];
  }
  const { stopped, clock } = await holdFleet(tx);
  const rows = stopped ? [] : await listLines(tx);
  if (rows.length === 0) {
    return [];
  }
  const limits = Limits.create(await listLimits(tx), defaults);
  const lines = toLines(rows, await listTurns(tx, rows), limits);
  const headroom = Headroom.create(
    limits,
    (await countRunning(tx)).map(row => ({
      migrationId: row.migration_id,
      migrationOwner: row.migration_owner,
      host: row.host,
      team: row.team,
      count: Number(row.count),
    })),
  );
  const turns = FairTurns.create(clock);
  const choice = new ClaimChoice(lines, headroom, turns.copy());
  const taken = await chooseInteractive(tx, choice, slots.interactive);
  const open = Math.min(slots.open, slots.free - taken, PORTION);
  await chooseByTurns(tx, choice, open);

  const leased = await leaseTargets({
    tx,
    targetIds: choice.targetIds,
    worker,
    leaseSeconds,
  });
  // in the order of the turns, since serving one out of turn would move the clock past those before it
  const byId = new Map(leased.map(target => [target.id, target]));
  for (const targetId of choice.targetIds) {
    const line = lines.get(byId.get(targetId)?.migration_id ?? '');
    if (line) {
      turns.serve(line);
    }
  }
  await storeTurns(tx, turns.served());
  return leased;
}

function toLines(
  rows: LineRow[],
  turns: DbQueueTurnRow[],
  limits: Limits,
): Map<string, Line> {
  const turnsOf = (scope: DbQueueTurnRow['scope']) =>
    new Map(
      turns
        .filter(turn => turn.scope === scope)
        .map(turn => [turn.subject, turn]),
    );
  const migrations = turnsOf('migration');
  const owners = turnsOf('owner');
  return new Map(
    rows.map(row => {
      const owner = owners.get(row.migration_owner);
      return [
        row.migration_id,
        {
          migrationId: row.migration_id,
          migrationOwner: row.migration_owner,
          weight: limits.weight('migration', row.migration_id),
          ownerWeight: limits.weight('owner', row.migration_owner),
          finish: migrations.get(row.migration_id)?.finish ?? 0,
          ownerFinish: owner?.finish ?? 0,
          ownerClock: owner?.clock ?? 0,
        },
      ];
    }),
  );
}

async function chooseInteractive(
  tx: Knex.Transaction,
  choice: ClaimChoice,
  slots: number,
): Promise<number> {
  if (slots <= 0) {
    return 0;
  }
  const heads = await listInteractive({ knex: tx, limit: PORTION });
  const held = await holdWorkingMigrations({
    tx,
    migrationIds: [...new Set(heads.map(head => head.migration_id))],
  });
  let taken = 0;
  for (const head of heads) {
    if (taken < slots && held.has(head.migration_id) && choice.take(head)) {
      taken += 1;
    }
  }
  return taken;
}

async function chooseByTurns(
  tx: Knex.Transaction,
  choice: ClaimChoice,
  slots: number,
): Promise<void> {
  let left = Math.min(slots, choice.headroom.free);
  while (left > 0) {
    const foreseen = choice.turns.foresee(choice.openLines(), left);
    if (foreseen.length === 0) {
      return;
    }
    const migrationIds = [...new Set(foreseen.map(line => line.migrationId))];
    const held = await holdWorkingMigrations({ tx, migrationIds });
    const counts = new Map<string, number>();
    for (const { migrationId } of foreseen) {
      if (held.has(migrationId)) {
        counts.set(migrationId, (counts.get(migrationId) ?? 0) + 1);
      } else {
        choice.exhaust(migrationId);
      }
    }
    const heads = await listHeads({
      knex: tx,
      counts,
      fullHosts: choice.headroom.full('host'),
      fullTeams: choice.headroom.full('team'),
      except: choice.targetIds,
    });
    const waiting = new Map<string, HeadRow[]>();
    for (const head of heads) {
      waiting.set(head.migration_id, [
        ...(waiting.get(head.migration_id) ?? []),
        head,
      ]);
    }
    for (const [migrationId, count] of counts) {
      if ((waiting.get(migrationId)?.length ?? 0) < count) {
        choice.exhaust(migrationId);
      }
    }
    for (const { migrationId } of foreseen) {
      const head = waiting.get(migrationId)?.shift();
      if (left > 0 && head && choice.take(head)) {
        left -= 1;
      }
    }
    left = Math.min(left, choice.headroom.free);
  }
}
