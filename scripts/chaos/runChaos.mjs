import { say, ScriptError } from '../say.mjs';
import { Nemesis } from './actors/Nemesis.mjs';
import { chooseFaults } from './chooseFaults.mjs';
import { createWorld } from './createWorld.mjs';
import { INVARIANTS } from './invariants/index.mjs';
import { measureRecoveries } from './measureRecoveries.mjs';
import { collectEvidence } from './observing/collectEvidence.mjs';
import { planFaults } from './planFaults.mjs';
import { beginRound, runRounds, settle } from './runRounds.mjs';
import { watchLive } from './watchLive.mjs';

function since(began) {
  return (Date.now() - began) / 1000;
}

/**
 * One run: servers, work, faults, peace, and the look at what is left.
 *
 * @returns counts, the log of faults and a verdict for each invariant
 */
export async function runChaos(options) {
  const began = Date.now();
  const chronicle = text =>
    say(`[${since(began).toFixed(1).padStart(7)} s] ${text}`);
  say(
    `Chaos: seed ${options.seed}, ${options.minutes} minutes, ${options.replicas} replicas, ${options.extraConsumers} more consumers`,
  );
  const world = await createWorld({ options, chronicle });
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  // what a run has left is looked at when something was wrong with it
  let { keep } = options;
  try {
    const { unplayable, faults } = chooseFaults(options.faults, world);
    unplayable.forEach(({ kind, why }) =>
      say(`Not played: ${kind}, since ${why}`),
    );
    await world.start();
    await world.teams.rememberMains();
    chronicle(`${options.replicas} replicas are ready`);
    await beginRound(world, interruption.signal);
    assertNotInterrupted(interruption.signal);

    const played = await play(world, {
      options,
      faults,
      chronicle,
      interruption: interruption.signal,
    });
    assertNotInterrupted(interruption.signal);
    chronicle('stopping the replicas');
    await world.stopReplicas();
    const evidence = await collectEvidence(world);
    const verdicts = INVARIANTS.map(({ id, sentence, check }) => ({
      id,
      sentence,
      ...check(evidence),
    }));
    keep ||= verdicts.some(({ violations }) => violations?.length);
    return {
      ...played,
      options,
      unplayable,
      evidence,
      teams: world.teams.counts,
      recoveries: measureRecoveries(evidence),
      folder: keep ? world.folder : undefined,
      tookSeconds: since(began),
      verdicts,
    };
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
    await world.remove({ keep });
  }
}

function assertNotInterrupted(signal) {
  if (signal.aborted) {
    throw new ScriptError('The run was interrupted.');
  }
}

/** Work and faults together, then peace until all has settled. */
async function play(world, { options, faults, chronicle, interruption }) {
  const seconds = options.minutes * 60;
  const nemesis = new Nemesis({ faults, world, chronicle });
  const plan = planFaults({
    seed: options.seed,
    seconds,
    faults,
    replicas: options.replicas,
    leaseSeconds: options.leaseSeconds,
  });
  const began = Date.now();
  const faultsOver = new AbortController();
  const runOver = new AbortController();
  const end = () => {
    faultsOver.abort();
    runOver.abort();
  };
  interruption.addEventListener('abort', end, { once: true });
  let endedEarly;
  let failure;
  // what fails in the background ends the run, and is thrown when all has come to a halt
  const guard = work =>
    work.catch(error => {
      failure ??= error;
      end();
    });
  const background = [
    guard(world.teams.work(runOver.signal)),
    guard(world.tokenWatch.watch(runOver.signal)),
  ];
  if (options.untilViolation) {
    const watch = watchLive(world, runOver.signal).then(found => {
      if (found) {
        endedEarly = { ...found, tookSeconds: since(began) };
        chronicle(`${found.id} is violated: ${found.violation}`);
        end();
      }
    });
    background.push(guard(watch));
  }
  const rounds = guard(
    runRounds(world, {
      deadline: began + seconds * 1000,
      signal: faultsOver.signal,
    }),
  );
  await nemesis.play(plan, faultsOver.signal);
  faultsOver.abort();
  await world.heal();
  chronicle('the faults are over');
  const roundCount = await rounds;
  world.teams.hurry();
  world.settling = await settle(world, {
    withinSeconds: options.settleSeconds,
    signal: runOver.signal,
  });
  end();
  await Promise.all(background);
  if (failure) {
    throw failure;
  }
  return { faults: nemesis.log, rounds: roundCount, endedEarly };
}
