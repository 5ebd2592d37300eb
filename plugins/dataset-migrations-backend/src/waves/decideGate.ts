import type {
  WaveGate,
  WaveState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { WaveResults } from './WaveResults';
import { wilsonLowerBound } from './wilsonLowerBound';

/** As the OpenAPI description says. */
const DEFAULT_MIN_SAMPLE = 10;

export interface GateFacts {
  gate: WaveGate;
  results: WaveResults;
  approved: boolean;
  /** For how long all but soak time and approval has held, by the database's clock; undefined when it did not hold. */
  heldSeconds?: number;
}

/** What is to become of a wave that is under way. */
export interface GateDecision {
  state: Extract<WaveState, 'open' | 'draining' | 'passed' | 'halted'>;
  reason: string;
  /** What is missing before the wave passes, a sentence each; empty when it has passed or is halted. */
  waitsFor: string[];
  /** All but soak time and approval holds: the soak time counts from when this was first so. */
  holds: boolean;
}

/**
 * Whether a wave goes on, waits, has passed or is to be halted. While targets are under way, a share counts when it is
 * surely exceeded and the sample is large enough; when all are through, the share itself counts, however few they are.
 */
export function decideGate(facts: GateFacts): GateDecision {
  const { gate, results, approved } = facts;
  const drained = results.waiting + results.busy === 0;
  const halt = findHalt(gate, results, drained);
  if (halt) {
    return { state: 'halted', reason: halt, waitsFor: [], holds: false };
  }
  const unmet = [
    ...waitsForTargets(results),
    ...(drained ? waitsForResults(gate, results) : []),
  ];
  const holds = unmet.length === 0;
  const waitsFor = [
    ...unmet,
    ...(holds ? waitsForSoak(gate, facts.heldSeconds) : []),
    ...(gate.approval && !approved ? ['A person approves the wave'] : []),
  ];
  if (waitsFor.length === 0) {
    return { state: 'passed', reason: explainPass(facts), waitsFor, holds };
  }
  const state = results.waiting > 0 ? 'open' : 'draining';
  return { state, reason: waitsFor.join('; '), waitsFor, holds };
}

function findHalt(
  gate: WaveGate,
  results: WaveResults,
  drained: boolean,
): string | undefined {
  const { succeeded, failed, pullRequests, checksFailed, checksPending } =
    results;
  const minSample = gate.minSample ?? DEFAULT_MIN_SAMPLE;
  const rules = [
    {
      what: 'targets failed',
      bound: gate.maxFailureShare,
      bad: failed,
      sample: succeeded + failed,
      complete: drained,
    },
    {
      what: 'pull requests have failing checks',
      bound: gate.maxChecksFailedShare,
      bad: checksFailed,
      sample: pullRequests - checksPending,
      complete: drained && checksPending === 0,
    },
  ];
  for (const { what, bound, bad, sample, complete } of rules) {
    if (bound === undefined || sample === 0) {
      continue;
    }
    const surely = sample >= minSample && wilsonLowerBound(bad, sample) > bound;
    if (surely || (complete && bad / sample > bound)) {
      return `${bad} of ${sample} ${what}, and at most ${percent(
        bound,
      )} may; mend the cause and resume, or let the wave pass`;
    }
  }
  return undefined;
}

function waitsForTargets({ waiting, busy }: WaveResults): string[] {
  return [
    ...(waiting > 0 ? [`${countOf(waiting, 'target')} to begin`] : []),
    ...(busy > 0 ? [`${countOf(busy, 'target')} to come through`] : []),
  ];
}

function waitsForResults(gate: WaveGate, results: WaveResults): string[] {
  const { succeeded, failed, infrastructureFailed, pullRequests, merged } =
    results;
  const waitsFor: string[] = [];
  // nothing was learnt about the change, so there is nothing to pass on
  if (
    gate.maxFailureShare !== undefined &&
    infrastructureFailed > 0 &&
    succeeded + failed === 0
  ) {
    waitsFor.push(
      `${countOf(
        infrastructureFailed,
        'target',
      )} failed for reasons of infrastructure: somebody retries or decides`,
    );
  }
  // a person has said that they need not halt the wave, and not that they are good enough for the next one
  if (gate.maxFailureShare !== undefined && results.forgiven > 0) {
    waitsFor.push(
      `${countOf(
        results.forgiven,
        'target',
      )} that failed before the wave was resumed: somebody retries or decides, or lets the wave pass`,
    );
  }
  if (gate.maxChecksFailedShare !== undefined && results.checksPending > 0) {
    waitsFor.push(
      `The checks of ${countOf(results.checksPending, 'pull request')} to end`,
    );
  }
  const { minMergedShare } = gate;
  if (minMergedShare !== undefined && merged < minMergedShare * pullRequests) {
    waitsFor.push(
      `${percent(minMergedShare)} of ${countOf(
        pullRequests,
        'pull request',
      )} to be merged; ${merged} ${merged === 1 ? 'is' : 'are'}`,
    );
  }
  return waitsFor;
}

function waitsForSoak(gate: WaveGate, heldSeconds = 0): string[] {
  const { soakMinutes = 0 } = gate;
  const left = Math.ceil(soakMinutes - heldSeconds / 60);
  return left > 0 ? [`${countOf(left, 'more minute')} without a failure`] : [];
}

function explainPass({ results }: GateFacts): string {
  const { succeeded, failed, infrastructureFailed, merged } = results;
  const all = succeeded + failed + infrastructureFailed;
  return all === 0
    ? 'It has no target that is still to be moved'
    : `${succeeded} of ${countOf(
        all,
        'target',
      )} came through, ${merged} merged`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
