import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Flex } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { DecisionActs } from '../../components/DecisionActs';
import { safeHref } from '../../components/safeHref';
import type { Act } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';

export interface TargetActsProps {
  target: Target;
  act: Act;
  onChanged: (target: Target) => void;
}

/** What a team can do about its target: review first, decide else. */
export function TargetActs(props: TargetActsProps) {
  const { target, act, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { id: targetId, allowed } = target;
  const reviewHref =
    target.pullRequest?.state === 'open'
      ? safeHref(target.pullRequest.url)
      : undefined;

  return (
    <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
      {reviewHref && (
        <ButtonLink
          href={reviewHref}
          target="_blank"
          rel="noopener noreferrer"
          iconEnd={<RiExternalLinkLine aria-hidden />}
        >
          {t('target.openPullRequest')}
        </ButtonLink>
      )}
      {allowed.includes('retry') && (
        <Button
          variant={reviewHref ? 'secondary' : 'primary'}
          isPending={act.isPending}
          onPress={() =>
            act.run(async () => onChanged(await api.retryTarget({ targetId })))
          }
        >
          {t('target.retry')}
        </Button>
      )}
      <DecisionActs target={target} act={act} onChanged={onChanged} />
    </Flex>
  );
}
