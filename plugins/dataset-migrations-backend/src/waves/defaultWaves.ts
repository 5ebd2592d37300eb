import type { WavePlan } from '@skein/backstage-plugin-dataset-migrations-common';

/** What the configuration says of waves. */
export interface WaveDefaults {
  /** Migrations with more targets than this begin with a canary. */
  canaryAbove: number;
  /** Targets of the canary. */
  canarySize: number;
  /** How long the canary soaks, in minutes. */
  canarySoakMinutes: number;
}

/** The waves of a migration for which nobody has asked for others: one without a gate, and before it a canary when there are many targets. */
export function defaultWaves(
  targetCount: number,
  defaults: WaveDefaults,
): WavePlan[] {
  const everybody = { title: 'Everybody' };
  if (targetCount <= defaults.canaryAbove) {
    return [everybody];
  }
  return [
    {
      title: 'Canary',
      size: defaults.canarySize,
      gate: {
        maxFailureShare: 0.2,
        maxChecksFailedShare: 0.5,
        soakMinutes: defaults.canarySoakMinutes,
      },
    },
    everybody,
  ];
}
