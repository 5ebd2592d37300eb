import type { EvidenceLevel } from '../schema/types.generated';

/**
 * How a level of evidence is shown.
 * @public
 */
export interface EvidenceLevelDescription {
  name: string;
  /** What a consumer team may rely on. */
  sentence: string;
}

/**
 * How each level of evidence is shown.
 * @public
 */
export const EVIDENCE_LEVEL_DESCRIPTIONS = {
  E0: {
    name: 'unproved',
    sentence: 'Nothing has been checked yet; read every line.',
  },
  E1: {
    name: 'parses',
    sentence:
      'Every changed file still parses, and nothing was changed that the contract does not speak of.',
  },
  E2: {
    name: 'no old reference',
    sentence:
      'No reference to the old dataset or a changed column is left, but for the places listed here.',
  },
  E3: {
    name: 'binds',
    sentence:
      'Your changed queries run against empty tables with the new schema and return the same columns.',
  },
  E4: {
    name: 'own checks pass',
    sentence:
      "Your repository's own build, tests and lint pass as they did before.",
  },
  E5: {
    name: 'same results',
    sentence:
      'On generated rows your old query and the new one return the same table.',
  },
  E6: {
    name: 'same on real data',
    sentence: 'On real data in the warehouse both return the same result.',
  },
} as const satisfies Record<EvidenceLevel, EvidenceLevelDescription>;
