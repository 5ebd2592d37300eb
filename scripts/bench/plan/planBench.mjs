import { createRequire } from 'node:module';
import { say } from '../../say.mjs';
import { startPostgres } from '../../testing/startPostgres.mjs';
import { createRow } from '../createRow.mjs';
import { catalogEntities } from './catalogEntities.mjs';
import { measureOneByOne, measurePlan } from './measurePlan.mjs';
import { measureStore } from './measureStore.mjs';
import { startCatalog } from './startCatalog.mjs';

const require = createRequire(import.meta.url);

const SIZES = [10, 100, 1800, 10_000];
const CATALOGS = [10_000, 100_000];

/** Of several runs the fastest, since others may use the machine. */
const RUNS = 3;

/**
 * Plans a migration from the catalog of Backstage over HTTP, on PostgreSQL, beside one request per consumer; and stores
 * the largest plan on both databases: `[--sizes 10,100] [--catalogs 10000] [--runs 1]`.
 */
export async function runBench(args) {
  const numbersOf = (name, fallback) => {
    const at = args.indexOf(name);
    return at < 0 ? fallback : args[at + 1].split(',').map(Number);
  };
  const sizes = numbersOf('--sizes', SIZES);
  const catalogs = numbersOf('--catalogs', CATALOGS);
  const [runs] = numbersOf('--runs', [RUNS]);
  const postgres = await startPostgres({
    node: process.execPath,
    env: process.env,
  });
  try {
    const rows = [];
    let plan;
    for (const total of catalogs) {
      // a catalog has room for the consumers of a dataset, and not only for them
      const fitting = sizes.filter(size => size < total);
      const measured = await measureCatalog({
        postgres,
        total,
        sizes: fitting,
        runs,
      });
      rows.push(...measured.flatMap(each => toRows(each, measured)));
      plan = measured[measured.length - 1].plan;
    }
    return [...rows, ...(await measureStores({ postgres, plan }))];
  } finally {
    await postgres.stop();
  }
}

async function measureCatalog({ postgres, total, sizes, runs }) {
  const database = `catalog_${total}`;
  const knex = await createDatabase(postgres, database);
  let catalog;
  try {
    say(`Filling a catalog with ${total} entities …`);
    catalog = await startCatalog({
      knex,
      entities: catalogEntities({ sizes, total }),
    });
    // sources are compiled and connections opened with the first use
    await measurePlan({ catalog, size: sizes[0] });
    const measured = [];
    for (const size of sizes) {
      say(`Planning ${size} consumers, then asking for each of them …`);
      const plans = [];
      for (let run = 0; run < runs; run += 1) {
        plans.push(await measurePlan({ catalog, size }));
      }
      const [best] = plans.sort((a, b) => a.seconds - b.seconds);
      const floor = await measureOneByOne({ catalog, size });
      measured.push({ total, size, floor, ...best });
    }
    return measured;
  } finally {
    await catalog?.stop();
    await knex.destroy();
  }
}

function toRows({ total, size, seconds, requests, floor }, measured) {
  const named = `${size} consumers, catalog of ${total}`;
  const smaller = measured.find(each => each.size === 1800);
  const rows = [
    createRow({
      case: 'plan beside a request per consumer',
      size: named,
      value: seconds,
      unit: 's',
      floor,
      target: size >= 100 ? '<= 0.2' : undefined,
    }),
    createRow({
      case: 'requests beside one per 200 consumers, and one for the dataset',
      size: named,
      value: requests,
      unit: 'requests',
      floor: Math.ceil(size / 200) + 1,
      target: '<= 1',
    }),
  ];
  if (size === 1800) {
    rows.push(
      createRow({
        case: 'plan',
        size: named,
        value: seconds,
        unit: 's',
        target: '<= 3',
      }),
    );
  }
  if (smaller && size > smaller.size) {
    rows.push(
      createRow({
        case: `time of a consumer beside ${smaller.size} consumers`,
        size: named,
        value: (1000 * seconds) / size,
        unit: 'ms',
        floor: (1000 * smaller.seconds) / smaller.size,
        target: '<= 1.5',
      }),
    );
  }
  return rows;
}

async function measureStores({ postgres, plan }) {
  const rows = [];
  for (const [name, knex] of [
    ['PostgreSQL', await createDatabase(postgres, 'plans')],
    ['SQLite', openSqlite()],
  ]) {
    say(`Storing ${plan.targets.length} targets on ${name} …`);
    const { first, again, floor } = await measureStore({ knex, plan });
    await knex.destroy();
    const size = `${plan.targets.length} targets, ${name}`;
    for (const [what, value] of [
      ['store a plan', first],
      ['store the same plan again', again],
    ]) {
      rows.push(
        createRow({
          case: `${what} beside targets one by one`,
          size,
          value,
          unit: 's',
          floor,
          target: '<= 1.5',
        }),
      );
    }
  }
  return rows;
}

async function createDatabase(postgres, database) {
  const { default: createKnex } = require('knex');
  const admin = createKnex({
    client: 'pg',
    connection: postgres.connectionString,
  });
  await admin.raw('create database ??', [database]);
  await admin.destroy();
  return createKnex({
    client: 'pg',
    connection: postgres.connectionString.replace(
      /\/postgres$/,
      `/${database}`,
    ),
  });
}

function openSqlite() {
  const { default: createKnex } = require('knex');
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  knex.client.pool.on('createSuccess', (_id, resource) => {
    resource.pragma('foreign_keys = ON');
  });
  return knex;
}
