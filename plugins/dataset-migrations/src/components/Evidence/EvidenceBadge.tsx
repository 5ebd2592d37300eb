import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EVIDENCE_LEVELS,
  reachesLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  Evidence,
  EvidenceLevel,
  StateTone,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Pill } from '../Pill';
import styles from './Evidence.module.css';

export interface EvidenceBadgeProps {
  evidence: Evidence;
  /** Marks the level below which nothing is published. */
  requiredLevel: EvidenceLevel;
}

function toneOf({ evidence, requiredLevel }: EvidenceBadgeProps): StateTone {
  if (reachesLevel(evidence.level, requiredLevel)) {
    return 'good';
  }
  return evidence.rungs.some(rung => rung.status === 'failed') ? 'bad' : 'warn';
}

/** How much is proved, as a level and six bars. */
export function EvidenceBadge(props: EvidenceBadgeProps) {
  const { evidence, requiredLevel } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const label = t('evidence.label', {
    level: evidence.level,
    name: t(`evidence.${evidence.level}`),
    required: requiredLevel,
  });
  const provedCount = EVIDENCE_LEVELS.indexOf(evidence.level);
  return (
    <span role="img" aria-label={label}>
      <Pill tone={toneOf(props)}>
        <span className={styles.badge}>
          {evidence.level}
          <span className={styles.bars}>
            {EVIDENCE_LEVELS.slice(1).map((level, index) => (
              <span
                key={level}
                className={[
                  styles.bar,
                  index < provedCount ? styles.proved : '',
                  level === requiredLevel ? styles.required : '',
                ].join(' ')}
              />
            ))}
          </span>
        </span>
      </Pill>
    </span>
  );
}
