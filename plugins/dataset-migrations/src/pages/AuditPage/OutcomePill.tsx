import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ActOutcome,
  StateTone,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  RiCheckLine,
  RiCloseLine,
  RiErrorWarningLine,
  RiForbidLine,
  RiQuestionLine,
} from '@remixicon/react';
import { Pill } from '../../components/Pill';
import { datasetMigrationsTranslationRef } from '../../translation';

const LOOKS: Record<ActOutcome, { tone: StateTone; icon: typeof RiCheckLine }> =
  {
    done: { tone: 'good', icon: RiCheckLine },
    denied: { tone: 'bad', icon: RiForbidLine },
    refused: { tone: 'warn', icon: RiCloseLine },
    failed: { tone: 'bad', icon: RiErrorWarningLine },
    begun: { tone: 'neutral', icon: RiQuestionLine },
  };

/** What came of an act. */
export function OutcomePill(props: { outcome: ActOutcome }) {
  const { outcome } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { tone, icon: Icon } = LOOKS[outcome];
  const pill = (
    <Pill tone={tone} icon={<Icon aria-hidden />}>
      {t(`audit.${outcome}`)}
    </Pill>
  );
  return outcome === 'begun' ? (
    <span title={t('audit.begunHelp')}>{pill}</span>
  ) : (
    pill
  );
}
