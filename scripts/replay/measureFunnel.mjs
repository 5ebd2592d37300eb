import { isSkeins } from '../chaos/invariants/onePullRequest.mjs';
import { DATASETS } from '../chaos/limits.mjs';
import { countJudgementFields } from './countJudgementFields.mjs';
import { SETTLED } from './settledStates.mjs';

/** Who was found, set against who there is: the made-up company knows the truth. */
function measureDiscovery(consumers, members) {
  const byName = new Map(members.map(member => [member.name, member]));
  const readers = members.filter(
    ({ hops, peculiarity }) => hops === 1 && peculiarity !== 'moved',
  );
  const found = new Set(
    consumers
      .filter(({ hops }) => hops <= 1)
      .map(({ repository }) => repository?.split('/').at(-1)),
  );
  const claimed = [...found].filter(name => byName.has(name));
  const right = claimed.filter(name => readers.includes(byName.get(name)));
  return {
    readers: readers.length,
    claimed: claimed.length,
    right: right.length,
    missed: readers.filter(({ name }) => !found.has(name)).length,
    recall: right.length / readers.length,
    precision: right.length / claimed.length,
  };
}

/** How many of the made-up company were found; it has a few components beside it. */
function countMembers(consumers, members) {
  const found = new Set(
    consumers.map(({ repository }) => repository?.split('/').at(-1)),
  );
  return members.filter(({ name }) => found.has(name)).length;
}

/** In how many files of how many consumers the judgement field is not as it was. */
async function measureJudgement(estate, members) {
  const altered = [];
  const affected = members.filter(
    ({ peculiarity }) => peculiarity === 'judgement',
  );
  for (const { name } of affected) {
    const [first, last] = await estate.readFirstAndLast(`acme/${name}`);
    if (countJudgementFields(first) !== countJudgementFields(last)) {
      altered.push(name);
    }
  }
  return { affected: affected.length, altered };
}

/** How often Skein tried, on how many targets, and how long it took. */
async function measureAttempts(ledger) {
  const [row] = await ledger.query(
    `select count(*) as attempts, count(distinct target_id) as targets,
       percentile_cont(0.5) within group (order by extract(epoch from ended_at - started_at)) as median_seconds
     from attempts`,
  );
  return {
    count: row.attempts,
    targets: row.targets,
    medianSeconds: Number(row.median_seconds),
  };
}

/** The funnel of the published case, each stage with the number that it is out of. */
export async function measureFunnel({ ledger, estate, readMembers }) {
  const members = await readMembers();
  const consumers = await ledger.query(
    'select repository, hops, declared, target_id from consumers',
  );
  const targets = await ledger.query(
    'select id, state, attempt_count from targets',
  );
  const levels = await ledger.query(
    `select evidence::jsonb ->> 'level' as level, count(*) as count from targets
     join attempts on attempts.id = targets.attempt_id
     where evidence is not null group by 1 order by 1`,
  );
  const migrations = await ledger.query(
    'select title, state, readers from migrations order by created_at',
  );
  const pulls = (await estate.listPullRequests()).filter(isSkeins);
  const branches = new Set(
    pulls.map(({ repository, headRef }) => `${repository} ${headRef}`),
  );
  const judgement = await measureJudgement(estate, members);
  const { blocks, peaks } = await estate.readLimits();
  const states = {};
  for (const { state } of targets) {
    states[state] = (states[state] ?? 0) + 1;
  }
  return {
    datasets: DATASETS.length,
    consumers: members.length,
    direct: members.filter(({ hops }) => hops === 1).length,
    discovered: countMembers(consumers, members),
    undeclaredFound: consumers.filter(({ declared }) => !declared).length,
    undeclared: members.filter(
      ({ peculiarity }) => peculiarity === 'undeclared',
    ).length,
    discovery: measureDiscovery(consumers, members),
    targets: targets.length,
    attempted: targets.filter(target => target.attempt_count > 0).length,
    attempts: await measureAttempts(ledger),
    levels,
    opened: pulls.length,
    merged: pulls.filter(({ mergedAt }) => mergedAt).length,
    duplicates: pulls.length - branches.size,
    states,
    unsettled: targets.filter(({ state }) => !SETTLED.includes(state)).length,
    blocks: blocks.length,
    peaks: peaks['skein-bot'] ?? {},
    judgements: judgement.affected,
    judgementsAltered: judgement.altered.length,
    migrations: migrations.map(({ title, state, readers }) => ({
      title,
      state,
      readers: readers === null ? undefined : JSON.parse(readers).count,
    })),
  };
}
