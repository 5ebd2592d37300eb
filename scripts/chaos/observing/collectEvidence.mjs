import fs from 'node:fs/promises';
import path from 'node:path';
import { findInFiles } from './TokenWatch.mjs';
import { listProcesses } from './listProcesses.mjs';
import { readBudgets, readHistory } from './recordHistory.mjs';

/** What the replicas logged; the code host prints its own token when it starts. */
async function listLogs(folder) {
  const replicas = await fs.readdir(folder);
  return replicas.map(name => path.join(folder, name, 'backend.log'));
}

/** Which secrets stand in which text columns of the plugin's tables. */
async function findInTables(ledger, secrets, tables) {
  const found = [];
  for (const table of tables) {
    for (const { name, values } of secrets) {
      for (const value of values) {
        const [{ count }] = await ledger.query(
          `select count(*) from "${table}" as row_of_table
           where strpos(to_jsonb(row_of_table)::text, $1) > 0`,
          [value],
        );
        if (count > 0) {
          found.push(`${name} in ${count} rows of the table ${table}`);
        }
      }
    }
  }
  return found;
}

function findInTexts(secrets, where, texts) {
  return secrets
    .filter(({ values }) =>
      texts.some(text => values.some(value => text.includes(value))),
    )
    .map(({ name }) => `${name} in ${where}`);
}

async function findLeaks({ world, ledger, estate, tables, pullRequests }) {
  const { secrets, tokenWatch, logFolder } = world;
  const texts = pullRequests.flatMap(pull => [
    pull.title,
    pull.body,
    ...pull.comments.map(({ body }) => body),
  ]);
  return {
    argumentLooks: tokenWatch.looks,
    found: [
      ...tokenWatch.found,
      ...(await findInFiles(secrets, await listLogs(logFolder))),
      ...(await findInTables(ledger, secrets, tables)),
      ...findInTexts(secrets, 'the text of a pull request', texts),
      ...findInTexts(
        secrets,
        'a commit message',
        await estate.listCommitMessages(),
      ),
    ],
  };
}

/** What can be read at any time: enough for the invariants that are looked at while the run goes on. */
export async function collectLiveEvidence({
  ledger,
  estate,
  replicas,
  limits,
}) {
  return {
    history: await readHistory(ledger),
    boots: replicas.flatMap(replica => replica.boots),
    pullRequests: await estate.listPullRequests(),
    limits,
    replicaCount: replicas.length,
  };
}

/** Everything that the invariants are checked against, as plain values. The replicas have to be stopped. */
export async function collectEvidence(world) {
  const { ledger, estate, teams, operator, forged, disk } = world;
  const live = await collectLiveEvidence(world);
  const tables = await ledger.listTables();
  const humanCommits = [];
  for (const commit of teams.humanCommits) {
    const head = live.pullRequests.findLast(
      pull =>
        pull.repository === commit.repository && pull.headRef === commit.branch,
    )?.headSha;
    humanCommits.push({
      ...commit,
      isKept:
        head !== undefined &&
        (await estate.contains(commit.repository, commit.sha, head)),
    });
  }
  return {
    ...live,
    tables,
    migrations: await ledger.query(
      'select id, title, state, state_reason from migrations order by created_at',
    ),
    targets: await ledger.query(
      `select id, migration_id, repository_owner || '/' || repository_name as repository, state, state_reason,
       generation, fence, lease_owner from targets`,
    ),
    attempts: await ledger.query(
      'select target_id, fence, state, worker, started_at, ended_at from attempts',
    ),
    events: await ledger.query(
      'select id, at, kind, actor, migration_id, target_id, from_state, to_state, reason from events order by id',
    ),
    rows: await ledger.query(
      `select target_id, generation, repository_owner || '/' || repository_name as repository, number, branch, state,
       head_sha, pushed_sha from pull_requests`,
    ),
    stored: await ledger.query(
      'select delivery_id, count(*) as count from webhook_deliveries group by delivery_id',
    ),
    sent: await estate.listDeliveries(),
    requests: await estate.listRequests(),
    budgets: await readBudgets(ledger),
    forged,
    branches: await estate.listBranches(),
    acts: operator.acts,
    humanCommits,
    leaks: await findLeaks({
      world,
      ledger,
      estate,
      tables,
      pullRequests: live.pullRequests,
    }),
    orphans: {
      processes: (await listProcesses(world.isLeftOver)).map(
        ({ pid, command }) => `${pid} ${command.slice(0, 200)}`,
      ),
      folders: await listLeftFolders(disk.folder, world.replicas),
    },
    settling: world.settling,
  };
}

/**
 * Working folders that are left. That of a boot which was killed last is cleared away by the next one, which never came;
 * the mirrors of the last boot wait for the next one.
 */
async function listLeftFolders(root, replicas) {
  const folders = [];
  for (const { name: replica, boots } of replicas) {
    const last = boots[boots.length - 1];
    const names = await fs.readdir(path.join(root, replica)).catch(() => []);
    for (const name of names) {
      const isOfLast = name.includes(`-${last.pid}-`);
      const content = await fs
        .readdir(path.join(root, replica, name))
        .catch(() => []);
      const isCache = content.every(each => each === 'mirrors');
      if (!isOfLast || (last.exit !== 'SIGKILL' && !isCache)) {
        folders.push(path.join(replica, name));
      }
    }
  }
  return folders;
}
