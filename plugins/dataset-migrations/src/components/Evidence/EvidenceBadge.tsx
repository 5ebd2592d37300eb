import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EVIDENCE_LEVELS,
  reachesLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  Evidence,
  EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Pill } from '../Pill';
import type { Tone } from '../Pill';
import styles from './Evidence.module.css';

export interface EvidenceBadgeProps {
  evidence: Evidence;
  /** Marks the level below which nothing is published. */
  requiredLevel?: EvidenceLevel;
}

function toneOf({ evidence, requiredLevel }: EvidenceBadgeProps): Tone {
  if (requiredLevel && reachesLevel(evidence.level, requiredLevel)) {
    return 'good';
  }
  if (evidence.rungs.some(rung => rung.status === 'failed')) {
    return 'bad';
  }
  return requiredLevel ? 'warn' : 'neutral';
}

/** How much is proved, as a level and six bars. */
export function EvidenceBadge(props: EvidenceBadgeProps) {
  const { evidence, requiredLevel } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const name = t(`evidence.${evidence.level}`);
  const label = requiredLevel
    ? t('evidence.labelRequired', {
        level: evidence.level,
        name,
        required: requiredLevel,
      })
    : t('evidence.label', { level: evidence.level, name });
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
