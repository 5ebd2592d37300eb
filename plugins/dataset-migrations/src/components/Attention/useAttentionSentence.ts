import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  AttentionItem,
  FailureClass,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { formatDay } from '../Moment';

const FAILURES = {
  permanent: 'attention.failedPermanent',
  agent: 'attention.failedAgent',
  infrastructure: 'attention.failedInfrastructure',
  rate: 'attention.failedRate',
} as const satisfies Record<FailureClass, string>;

/** What is the matter, in a sentence with its number. */
export function useAttentionSentence(): (item: AttentionItem) => string {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return item => {
    const { kind, count, failureClass } = item;
    switch (kind) {
      case 'waveHalted':
      case 'waveApproval':
        return t(`attention.${kind}`, {
          wave: String(item.wave ?? ''),
          title: item.waveTitle ?? '',
        });
      case 'deadlinePassed':
      case 'deadlineNear':
        return t(`attention.${kind}`, {
          count,
          date: item.deadline ? formatDay(item.deadline) : '',
        });
      case 'budgetUsedUp':
        return t('attention.budgetUsedUp');
      case 'failed':
        return t(failureClass ? FAILURES[failureClass] : 'attention.failed', {
          count,
        });
      default:
        return t(`attention.${kind}`, { count });
    }
  };
}
