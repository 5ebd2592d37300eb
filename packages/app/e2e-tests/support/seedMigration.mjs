import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../../../../scripts/paths.mjs';

const requireOfBackend = createRequire(
  path.join(ROOT, 'packages/backend/package.json'),
);
/** Nothing looks at what is only there to be seen. */
const NEVER = '2099-01-01 00:00:00.000';
/** How far a migration is that looks as if it ran since some days, of a hundred. */
const STATES = [
  ['merged', 46],
  ['noChanges', 8],
  ['prOpen', 24],
  ['needsHuman', 7],
  ['failed', 3],
  ['pending', 12],
];
/** How long ago it was planned, and how long a pull request is open. */
const PLANNED_HOURS_AGO = 120;
const OPEN_HOURS = 9;
const TEAMS = ['marketing-analytics', 'growth-data', 'finance', 'payments'];

/**
 * Writes a migration with so many targets into the database of a stack on SQLite, by copying rows of one that was played: they look as real
 * ones do, and no agent or code host has to make them.
 *
 * @param options.like the migration that it looks like
 * @param options.state of the migration. Default: a draft without targets, running with some
 * @returns the id of the migration
 */
export function seedMigration({ stateFolder, ...wanted }) {
  const Database = requireOfBackend('better-sqlite3');
  const database = new Database(
    path.join(stateFolder, 'database/dataset-migrations.sqlite'),
  );
  try {
    return database.transaction(() => writeMigration(database, wanted))();
  } finally {
    database.close();
  }
}

function writeMigration(
  database,
  { like, title, targetCount, state: wantedState },
) {
  const rowsOf = (table, column, value) =>
    database.prepare(`SELECT * FROM ${table} WHERE ${column} = ?`).all(value);
  const insert = createInsert(database);
  const [migration] = rowsOf('migrations', 'id', like);
  const id = randomUUID();
  const state = wantedState ?? (targetCount === 0 ? 'draft' : 'running');
  insert('migrations', {
    ...migration,
    id,
    title,
    state,
    plan_hash: targetCount === 0 ? null : migration.plan_hash,
    planned_at: targetCount === 0 ? null : hoursAgo(PLANNED_HOURS_AGO),
    readers_look_at: NEVER,
    consumers_look_at: NEVER,
  });
  for (const table of ['contracts', 'migration_datasets']) {
    for (const row of rowsOf(table, 'migration_id', like)) {
      insert(table, { ...row, migration_id: id });
    }
  }
  for (const wave of targetCount === 0
    ? []
    : rowsOf('waves', 'migration_id', like)) {
    insert('waves', {
      ...wave,
      migration_id: id,
      state: state === 'running' ? 'open' : 'pending',
      state_reason: null,
      holds_since: null,
    });
  }
  const templates = rowsOf('targets', 'migration_id', like).map(target => ({
    target,
    attempt: rowsOf('attempts', 'target_id', target.id).at(-1),
    pullRequest: rowsOf('pull_requests', 'target_id', target.id).at(-1),
  }));
  const opened = templates.find(({ pullRequest }) => pullRequest);
  for (let index = 0; index < targetCount; index += 1) {
    const template = templates[index % templates.length];
    const targetState =
      state === 'planned' ? 'proposed' : stateAt((index * 100) / targetCount);
    const targetId = randomUUID();
    const attemptId = template.attempt ? randomUUID() : null;
    const name = `${template.target.repository_name}-${index + 1}`;
    const owner = TEAMS[index % TEAMS.length];
    insert('targets', {
      ...template.target,
      id: targetId,
      migration_id: id,
      target_key: `${template.target.host}/acme/${name}#${index}`,
      repository_name: name,
      owner_ref: index % 40 === 7 ? null : `group:default/${owner}`,
      state: targetState,
      state_reason:
        targetState === 'failed' ? 'The disk quota is used up.' : null,
      failure_class: targetState === 'failed' ? 'permanent' : null,
      not_before: NEVER,
      attempt_id: attemptId,
      conditions: '[]',
      lease_owner: null,
      lease_expires_at: null,
    });
    insert('consumers', {
      id: randomUUID(),
      migration_id: id,
      position: index,
      entity_ref: `component:default/${name}`,
      title: name,
      repository: null,
      path: null,
      owner_ref: `group:default/${owner}`,
      hops: 1 + (index % 3),
      declared: 1,
      included: 1,
      evidence: '[]',
      problem: null,
      target_id: targetId,
    });
    const openedHoursAgo =
      PLANNED_HOURS_AGO * (1 - (index + 1) / (targetCount * 0.8));
    const moves = [
      ['prOpen', openedHoursAgo],
      ['merged', openedHoursAgo - OPEN_HOURS],
    ].slice(0, { prOpen: 1, merged: 2 }[targetState] ?? 0);
    for (const [to, hours] of moves) {
      insert('events', {
        id: null,
        migration_id: id,
        target_id: targetId,
        at: hoursAgo(Math.max(hours, 0.1)),
        actor: 'skein',
        kind: 'targetMoved',
        from_state: to === 'merged' ? 'prOpen' : 'publishing',
        to_state: to,
        reason: null,
      });
    }
    if (attemptId) {
      insert('attempts', {
        ...template.attempt,
        id: attemptId,
        target_id: targetId,
        number: 1,
        fence: 1,
      });
    }
    if (opened && ['prOpen', 'merged'].includes(targetState)) {
      insert('pull_requests', {
        ...opened.pullRequest,
        id: randomUUID(),
        target_id: targetId,
        repository_name: name,
        state: targetState === 'merged' ? 'merged' : 'open',
        merged_at:
          targetState === 'merged' ? opened.pullRequest.opened_at : null,
        number: index + 1,
        look_at: NEVER,
        hear_at: null,
        sweep_at: null,
        stale_at: null,
        active_at: null,
      });
    }
  }
  return id;
}

/** Rows go in by their own columns; a statement is prepared once for each table. */
function createInsert(database) {
  const statements = new Map();
  return (table, row) => {
    let statement = statements.get(table);
    if (!statement) {
      const columns = Object.keys(row);
      statement = database.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns
          .map(column => `@${column}`)
          .join(', ')})`,
      );
      statements.set(table, statement);
    }
    statement.run(row);
  };
}

/** As SQLite keeps a point in time. */
function hoursAgo(hours) {
  return new Date(Date.now() - hours * 3_600_000)
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '');
}

function stateAt(percent) {
  let passed = 0;
  for (const [state, share] of STATES) {
    passed += share;
    if (percent < passed) {
      return state;
    }
  }
  return STATES.at(-1)[0];
}
