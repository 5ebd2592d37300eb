import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Attempt } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { formatDollars } from '../Models';
import { Disclosure } from '../Layout';
import styles from './AttemptList.module.css';

const ENDS = {
  finished: 'target.endFinished',
  gaveUp: 'target.endGaveUp',
  budgetExceeded: 'target.endBudgetExceeded',
} as const satisfies Record<NonNullable<Attempt['end']>, string>;

/** How coding agents came to their end, what they asked of models and what they told them; nothing when none worked. */
export function AttemptModels(props: { attempt: Attempt }) {
  const { end, endReason, rounds, models, prompts = [] } = props.attempt;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const sentence = [
    ...(end ? [t(ENDS[end])] : []),
    ...(rounds ? [t('target.rounds', { count: rounds })] : []),
    ...(models
      ? [
          t('target.modelRequests', { count: models.requestCount }),
          t('target.tokens', {
            input: models.inputTokens.toLocaleString('en'),
            output: models.outputTokens.toLocaleString('en'),
          }),
          formatDollars(models.spentDollars),
          models.models.join(', '),
        ]
      : []),
  ].join(' · ');
  return (
    <>
      {sentence && <Text as="p">{sentence}</Text>}
      {endReason && <Text as="p">{endReason}</Text>}
      {prompts.map(({ version, hash, text, contextHash }, index) => (
        <Disclosure
          key={`${index} ${hash}`}
          summary={t('target.prompt', {
            number: String(index + 1),
            version,
            hash: hash.slice(0, 12),
          })}
        >
          {contextHash && (
            <Text as="p">
              {t('target.promptContext', { hash: contextHash.slice(0, 12) })}
            </Text>
          )}
          <pre className={styles.prompt}>{text}</pre>
        </Disclosure>
      ))}
    </>
  );
}
