import { say } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { fillQueue } from './fillQueue.mjs';
import { loadBackend, withDatabases } from './openDatabases.mjs';

const REPLICAS = 2;
const CONCURRENCY = 20;

/** An agent that does nothing, over many targets: what the queue itself costs. `[--targets 10000] [--databases postgres]`. */
export async function runBench(args) {
  const valueOf = (name, fallback) => {
    const at = args.indexOf(name);
    return at < 0 ? fallback : args[at + 1];
  };
  const targets = Number(valueOf('--targets', 10_000));
  const kinds = valueOf('--databases', 'postgres').split(',');
  const rows = [];
  await withDatabases(kinds, async (kind, knex) => {
    say(`Filling ${kind} with ${targets} targets …`);
    await fillQueue(knex, { migrations: 20, targets });
    const { seconds, heaps } = await workOff(knex, targets);
    rows.push(
      createRow({
        case: `${kind}: an agent that does nothing`,
        size: targets,
        value: targets / seconds,
        unit: 'targets/s',
        target: kind === 'postgres' ? '>= 50' : undefined,
      }),
      createRow({
        case: `${kind}: heap at the end over heap at a quarter`,
        size: targets,
        value: heaps.at(-1) / 2 ** 20,
        unit: 'MiB',
        floor: heaps[0] / 2 ** 20,
        target: '<= 1.5',
      }),
    );
  });
  return rows;
}

/** Two replicas in one process; gives how long it took, and the heap after each quarter. */
async function workOff(knex, targets) {
  const { Pump } = loadBackend('queue/Pump');
  const { TargetQueue } = loadBackend('queue/TargetQueue');
  const logger = silentLogger();
  let done = 0;
  const heaps = [];
  const runner = {
    async run() {
      done += 1;
      if (done % (targets / 4) === 0) {
        global.gc();
        heaps.push(process.memoryUsage().heapUsed);
      }
      return {
        kind: 'noChanges',
        reason: 'Nothing was done',
        conditions: [],
        record: { agents: [], findings: [], notes: [] },
      };
    },
  };
  const pumps = Array.from({ length: REPLICAS }, (_, index) =>
    Pump.create({
      queue: TargetQueue.create({
        knex,
        worker: `bench-${index}`,
        leaseSeconds: 60,
        onChange: () => undefined,
      }),
      runner,
      concurrency: CONCURRENCY,
      leaseSeconds: 60,
      attemptSeconds: 60,
      logger,
    }),
  );
  const begun = performance.now();
  while (done < targets) {
    await Promise.all(pumps.map(pump => pump.tick()));
    await Promise.all(pumps.map(pump => pump.idle()));
  }
  return { seconds: (performance.now() - begun) / 1000, heaps };
}

function silentLogger() {
  const nothing = () => undefined;
  const logger = {
    error: nothing,
    warn: nothing,
    info: nothing,
    debug: nothing,
    child: () => logger,
  };
  return logger;
}
