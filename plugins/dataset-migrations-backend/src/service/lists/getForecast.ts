import type {
  Forecast,
  WaveGate,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { createHash } from 'node:crypto';
import { listWaves } from '../../database/operations/waves/listWaves';
import type { DbMigrationRow, DbWaveRow } from '../../database/tables';
import { readDatabaseClock } from '../../database/time';
import { forecastFinish } from '../../forecast/forecastFinish';
import { loadForecastFacts } from '../../forecast/loadForecastFacts';
import { getMigrationRow } from '../getMigrationView';
import type { ServiceContext } from '../ServiceContext';

/** When a migration will be through, as far as its teams' history tells. */
export async function getForecast(
  context: ServiceContext,
  migrationId: string,
): Promise<Forecast> {
  const { knex, codeHostLimits: limitsOf, openPullRequests } = context;
  const migration = await getMigrationRow(knex, migrationId);
  const facts = await loadForecastFacts({
    knex,
    migrationId,
    capacity: openPullRequests,
    limitsOf,
  });
  const remaining = facts.remaining.reduce(
    (sum, { waiting, openSeconds }) => sum + waiting + openSeconds.length,
    0,
  );
  const basedOn = facts.history.length;
  if (migration.state === 'completed' || migration.state === 'cancelled') {
    const unknownBecause = `The migration is ${migration.state}`;
    return { remaining, basedOn, assumptions: [], unknownBecause };
  }
  const forecast = forecastFinish(facts, seedOf(migrationId));
  if (forecast.kind === 'unknown') {
    const unknownBecause = forecast.reason;
    return { remaining, basedOn, assumptions: [], unknownBecause };
  }
  const now = await readDatabaseClock(knex);
  const at = (seconds: number) => now.plus({ seconds }).toUTC().toISO()!;
  return {
    remaining,
    basedOn,
    finish: {
      early: at(forecast.early),
      likely: at(forecast.likely),
      late: at(forecast.late),
    },
    assumptions: listAssumptions(migration, await listWaves(knex, migrationId)),
  };
}

/** The same for the same migration, so that a forecast does not move when nothing else does. */
function seedOf(migrationId: string): number {
  return createHash('sha256').update(migrationId).digest().readInt32BE();
}

function listAssumptions(
  migration: DbMigrationRow,
  waves: DbWaveRow[],
): string[] {
  const assumptions = [
    'Agents are fast beside reviewers, and no other migration takes their turn',
  ];
  if (migration.state === 'draft' || migration.state === 'planned') {
    assumptions.push('The migration starts now');
  } else if (migration.state === 'paused') {
    assumptions.push('The migration is resumed now');
  }
  for (const { title, state, gate } of waves) {
    const { approval }: WaveGate = JSON.parse(gate);
    if (state === 'halted') {
      assumptions.push(`The wave ${title} goes on now`);
    } else if (approval && state !== 'passed') {
      assumptions.push(`The wave ${title} is approved without delay`);
    }
  }
  return assumptions;
}
