import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseLine,
  RiIndeterminateCircleLine,
  RiSubtractLine,
} from '@remixicon/react';
import type {
  Evidence,
  EvidenceLevel,
  Rung,
  StateTone,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Pill } from '../Pill';
import styles from './Evidence.module.css';

const RUNG_LOOKS: Record<
  Rung['status'],
  { tone: StateTone; Icon: typeof RiCheckLine }
> = {
  proved: { tone: 'good', Icon: RiCheckLine },
  failed: { tone: 'bad', Icon: RiCloseLine },
  notApplicable: { tone: 'neutral', Icon: RiSubtractLine },
  notRun: { tone: 'neutral', Icon: RiIndeterminateCircleLine },
};

export interface EvidenceLadderProps {
  evidence: Evidence | undefined;
  requiredLevel: EvidenceLevel;
}

/** Every rung with what was proved, what was not, and why. */
export function EvidenceLadder(props: EvidenceLadderProps) {
  const { evidence, requiredLevel } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (!evidence || evidence.rungs.length === 0) {
    return <Text as="p">{t('evidence.none')}</Text>;
  }
  return (
    <ol className={styles.ladder} aria-label={t('evidence.ladder')}>
      {evidence.rungs.map(rung => {
        const { tone, Icon } = RUNG_LOOKS[rung.status];
        return (
          <li key={rung.level} className={styles.rung}>
            <Pill tone={tone} icon={<Icon aria-hidden />}>
              {t(`evidence.${rung.status}`)}
            </Pill>
            <Text weight="bold">
              {rung.level} {t(`evidence.${rung.level}`)}
              {rung.level === requiredLevel && ` (${t('evidence.required')})`}
            </Text>
            <Text as="p" className={styles.detail}>
              {rung.detail}
            </Text>
          </li>
        );
      })}
    </ol>
  );
}
