import { loadLineage } from './withLineageDatabases.mjs';

const JOBS_PER_DATASET = 4;
const RETENTION_MS = 30 * 86_400_000;

const TABLES = ['events', 'edges', 'facets', 'nodes'];

/**
 * Seconds for as many events, for the next run of each job, and for plainly inserting as many rows as each event leaves, in one
 * transaction for each.
 */
export async function measureEvents({ knex, size }) {
  const { recordEvents } = loadLineage('openlineage/recordEvents');
  for (const name of TABLES) {
    await knex.schema.createTable(`bench_${name}`, table => {
      table.string('id', 64).primary();
      table.text('body').notNullable();
    });
  }
  const record = async run => {
    const start = performance.now();
    for (let index = 0; index < size; index += 1) {
      const { failed } = await recordEvents([runEvent({ index, run })], {
        knex,
        logger: console,
        retention: RETENTION_MS,
      });
      if (failed > 0) {
        throw new Error('An event could not be stored');
      }
    }
    return (performance.now() - start) / 1000;
  };
  const insert = async () => {
    const start = performance.now();
    for (let index = 0; index < size; index += 1) {
      const { inputs, outputs } = runEvent({ index, run: 0 });
      const rows = (count, value = {}) =>
        Array.from({ length: count }, (_, row) => ({
          id: `${index} ${row}`,
          body: JSON.stringify(value),
        }));
      await knex.transaction(async tx => {
        await tx('bench_events').insert(rows(1));
        await tx('bench_edges').insert(rows(2));
        await tx('bench_facets').insert(rows(3, [inputs, outputs]));
        await tx('bench_nodes').insert(rows(3));
      });
    }
    return (performance.now() - start) / 1000;
  };
  const inserts = await insert();
  const events = await record(1);
  return { inserts, events, again: await record(2) };
}

function runEvent({ index, run }) {
  const dataset = name => ({
    namespace: 'bigquery',
    name: `acme-prod.bench.${name}`,
    facets: {
      schema: {
        fields: Array.from({ length: 20 }, (_, column) => ({
          name: `column_${column}`,
          type: 'STRING',
        })),
      },
    },
  });
  return {
    eventType: 'COMPLETE',
    eventTime: new Date(Date.now() - 3_600_000 + run * 60_000).toISOString(),
    run: { runId: `run-${run}-${index}` },
    producer: 'https://github.com/apache/airflow',
    job: {
      namespace: 'airflow',
      name: `dag.task_${index}`,
      facets: {
        sourceCodeLocation: {
          type: 'git',
          url: `https://github.com/acme/repository-${
            index % 500
          }/blob/main/dag.py`,
        },
      },
    },
    inputs: [dataset(`input_${Math.floor(index / JOBS_PER_DATASET)}`)],
    outputs: [dataset(`output_${index}`)],
  };
}
