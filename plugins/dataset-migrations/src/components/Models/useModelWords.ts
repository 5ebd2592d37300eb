import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { datasetMigrationsTranslationRef } from '../../translation';
import { formatDollars } from './formatDollars';

interface TargetShare {
  targetsWorkedOn: number;
  targetsWithoutModel: number;
}

interface Spending {
  spentDollars: number;
  budgetDollars: number;
}

/** Sentences on what models cost, and on how many targets needed none. */
export function useModelWords() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return {
    spent: ({ spentDollars, budgetDollars }: Spending) =>
      t('models.spent', {
        spent: formatDollars(spentDollars),
        budget: formatDollars(budgetDollars),
      }),
    share: ({ targetsWorkedOn, targetsWithoutModel }: TargetShare) =>
      targetsWorkedOn === 0
        ? t('models.noTarget')
        : t('models.share', {
            without: targetsWithoutModel.toLocaleString('en'),
            count: targetsWorkedOn,
            total: targetsWorkedOn.toLocaleString('en'),
            percent: String(
              Math.floor((targetsWithoutModel / targetsWorkedOn) * 100),
            ),
          }),
  };
}
