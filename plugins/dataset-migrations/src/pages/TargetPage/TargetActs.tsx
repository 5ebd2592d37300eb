import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonLink,
  Flex,
  Menu,
  MenuItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { ReasonDialog } from '../../components/ReasonDialog';
import { safeHref } from '../../components/safeHref';
import type { Act } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Decisions that tell what they do before they are made, and what must be said with them. */
const DECISIONS = {
  takeOver: {
    title: 'decision.takeOverTitle',
    effect: 'decision.takeOverText',
    confirm: 'decision.takeOverConfirm',
    reason: 'optional',
  },
  exempt: {
    title: 'decision.exemptTitle',
    effect: 'decision.exemptText',
    confirm: 'decision.exemptConfirm',
    reason: 'required',
  },
  notAConsumer: {
    title: 'decision.notAConsumerTitle',
    effect: 'decision.notAConsumerText',
    confirm: 'decision.notAConsumerConfirm',
    reason: 'required',
  },
} as const;

type Decision = keyof typeof DECISIONS;

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
  const [asking, setAsking] = useState<Decision>();
  const { id: targetId, allowed } = target;
  const reviewHref =
    target.pullRequest?.state === 'open'
      ? safeHref(target.pullRequest.url)
      : undefined;
  const wrongs = (['exempt', 'notAConsumer'] as const).filter(decision =>
    allowed.includes(decision),
  );

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
      {allowed.includes('handBack') && (
        <Button
          variant="secondary"
          isPending={act.isPending}
          onPress={() =>
            act.run(async () =>
              onChanged(
                await api.decideTarget({ targetId, decision: 'handBack' }),
              ),
            )
          }
        >
          {t('target.handBack')}
        </Button>
      )}
      {allowed.includes('takeOver') && (
        <Button variant="secondary" onPress={() => setAsking('takeOver')}>
          {t('target.takeOver')}
        </Button>
      )}
      {wrongs.length > 0 && (
        <MenuTrigger>
          <Button variant="secondary">{t('target.wrong')}</Button>
          <Menu>
            {wrongs.map(decision => (
              <MenuItem key={decision} onAction={() => setAsking(decision)}>
                {t(`target.${decision}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
      {asking && (
        <ReasonDialog
          title={t(DECISIONS[asking].title)}
          effect={t(DECISIONS[asking].effect)}
          confirmLabel={t(DECISIONS[asking].confirm)}
          reason={DECISIONS[asking].reason}
          onConfirm={async reason =>
            onChanged(
              await api.decideTarget({
                targetId,
                decision: asking,
                ...(reason && { reason }),
              }),
            )
          }
          onClose={() => setAsking(undefined)}
        />
      )}
    </Flex>
  );
}
