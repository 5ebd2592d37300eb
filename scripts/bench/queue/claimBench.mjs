import { say } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { fillQueue } from './fillQueue.mjs';
import { loadBackend, withDatabases } from './openDatabases.mjs';

const WORKERS = 8;
const CLAIM_OF = 4;
const LEASE_SECONDS = 600;

/**
 * Claims from a long queue of many migrations, beside a plain `ORDER BY … LIMIT` that writes the same rows:
 * `[--targets 50000] [--migrations 200] [--rounds 25] [--databases postgres,sqlite]`.
 */
export async function runBench(args) {
  const valueOf = (name, fallback) => {
    const at = args.indexOf(name);
    return at < 0 ? fallback : args[at + 1];
  };
  const targets = Number(valueOf('--targets', 50_000));
  const migrations = Number(valueOf('--migrations', 200));
  const rounds = Number(valueOf('--rounds', 25));
  const kinds = valueOf('--databases', 'postgres,sqlite').split(',');
  const rows = [];
  await withDatabases(kinds, async (kind, knex) => {
    say(
      `Filling ${kind} with ${targets} targets of ${migrations} migrations …`,
    );
    await fillQueue(knex, { migrations, targets });
    const { TargetQueue } = loadBackend('queue/TargetQueue');
    const fair = Array.from({ length: WORKERS }, (_, index) => {
      const queue = TargetQueue.create({
        knex,
        worker: `bench-${index}`,
        leaseSeconds: LEASE_SECONDS,
        runningAttempts: {
          global: targets,
          host: targets,
          team: targets,
          owner: targets,
          migration: targets,
        },
        onChange: () => undefined,
      });
      return async () => (await queue.claim(CLAIM_OF)).map(toMigration);
    });
    const plain = Array.from(
      { length: WORKERS },
      (_, index) => async () =>
        (await claimPlainly(knex, `bench-${index}`)).map(toMigration),
    );
    const measured = {};
    for (const [manner, workers] of Object.entries({ plain, fair })) {
      // so that each begins with the same queue
      await reset(knex);
      measured[manner] = {
        alone: await measure(workers.slice(0, 1), WORKERS * rounds),
        together: await measure(workers, rounds),
      };
    }
    rows.push(...toRows(kind, targets, migrations, measured));
  });
  return rows;
}

const toMigration = ({ migrationId }) => migrationId;

/** The oldest first, whatever migration they are of. */
async function claimPlainly(knex, worker) {
  const { beginAttempts } = loadBackend('queue/beginAttempts');
  const { leaseTargets } = loadBackend(
    'database/operations/queue/leaseTargets',
  );
  const { databaseNow, skipLocked } = loadBackend('database/time');
  return await knex.transaction(async tx => {
    const oldest = await tx('targets')
      .where('state', 'queued')
      .where('not_before', '<=', databaseNow(tx))
      .orderBy(['not_before', 'id'])
      .limit(CLAIM_OF)
      .modify(skipLocked)
      .select('id');
    const leased = await leaseTargets({
      tx,
      targetIds: oldest.map(({ id }) => id),
      worker,
      leaseSeconds: LEASE_SECONDS,
    });
    return await beginAttempts({ tx, targets: leased, worker });
  });
}

async function reset(knex) {
  await knex('attempts').delete();
  await knex('events').delete();
  await knex('queue_turns').delete();
  await knex('fleet').update({ clock: 0 });
  await knex('targets').where({ state: 'running' }).update({ state: 'queued' });
  await knex.raw('analyze');
}

/** Each worker claims again and again; how long each claim takes, and how often each migration is served. */
async function measure(workers, rounds) {
  const milliseconds = [];
  const served = new Map();
  await Promise.all(
    workers.map(async claim => {
      for (let round = 0; round < rounds; round += 1) {
        const begun = performance.now();
        const migrationIds = await claim();
        milliseconds.push(performance.now() - begun);
        for (const id of migrationIds) {
          served.set(id, (served.get(id) ?? 0) + 1);
        }
      }
    }),
  );
  milliseconds.sort((a, b) => a - b);
  const quantile = part =>
    milliseconds[
      Math.min(milliseconds.length - 1, Math.floor(milliseconds.length * part))
    ];
  return { median: quantile(0.5), p95: quantile(0.95), served };
}

function toRows(kind, targets, migrations, { plain, fair }) {
  const size = targets;
  const latency = (name, of, target) => [
    createRow({
      case: `${kind}: claim of ${CLAIM_OF}, ${name}, median`,
      size,
      value: fair[of].median,
      unit: 'ms',
      floor: plain[of].median,
    }),
    createRow({
      case: `${kind}: claim of ${CLAIM_OF}, ${name}, p95`,
      size,
      value: fair[of].p95,
      unit: 'ms',
      target,
    }),
    createRow({
      case: `${kind}: plain ORDER BY … LIMIT, ${name}, p95`,
      size,
      value: plain[of].p95,
      unit: 'ms',
    }),
  ];
  const counts = [...fair.alone.served.values()];
  const spread =
    Math.max(...counts) -
    (fair.alone.served.size < migrations ? 0 : Math.min(...counts));
  return [
    ...latency('one at a time', 'alone', '<= 10'),
    ...latency(`${WORKERS} workers without a pause`, 'together'),
    createRow({
      case: `${kind}: most served minus least served`,
      size,
      value: spread,
      unit: 'targets',
      target: '<= 1',
    }),
    createRow({
      case: `${kind}: migrations served`,
      size,
      value: fair.alone.served.size,
      unit: 'of all',
      floor: plain.alone.served.size,
    }),
  ];
}
