import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TargetAction } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../../translation';

/** What an act is called outside of a button. */
export function useActName(): (act: TargetAction) => string {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return act => t(`target.${act}`).replace(/…$/, '');
}
