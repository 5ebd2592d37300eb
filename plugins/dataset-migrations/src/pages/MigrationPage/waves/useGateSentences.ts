import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WaveGate } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../../translation';

const PERCENT = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 1,
});

/** What a gate asks for, a phrase each; none for a gate that asks for nothing. */
export function useGateSentences(): (gate: WaveGate) => string[] {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return gate => {
    const phrases: string[] = [];
    for (const rule of ['maxFailureShare', 'maxChecksFailedShare'] as const) {
      const share = gate[rule];
      if (share !== undefined) {
        phrases.push(t(`waves.${rule}`, { share: PERCENT.format(share) }));
      }
    }
    if (gate.minSample !== undefined && phrases.length > 0) {
      phrases.push(t('waves.minSample', { count: gate.minSample }));
    }
    if (gate.minMergedShare !== undefined) {
      phrases.push(
        t('waves.minMergedShare', {
          share: PERCENT.format(gate.minMergedShare),
        }),
      );
    }
    if (gate.soakMinutes !== undefined && gate.soakMinutes > 0) {
      phrases.push(t('waves.soakMinutes', { count: gate.soakMinutes }));
    }
    if (gate.approval) {
      phrases.push(t('waves.approval'));
    }
    return phrases;
  };
}
