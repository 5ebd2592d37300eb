import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  DiscoveryFinding,
  StateTone,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { EntityLink } from '../EntityLink';
import { Panel } from '../Layout';
import { Pill } from '../Pill';
import styles from './DiscoveryFindings.module.css';

const TONES: Record<DiscoveryFinding['kind'], StateTone> = {
  noRepository: 'warn',
  danglingRelation: 'warn',
  cycle: 'neutral',
  sourceFailed: 'bad',
  undeclared: 'warn',
};

/** What discovery found and could not use; shown, so that nothing is dropped in silence. */
export function DiscoveryFindings(props: {
  findings: readonly DiscoveryFinding[];
}) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (props.findings.length === 0) {
    return null;
  }
  return (
    <Panel title={t('consumers.findings')}>
      <ul className={styles.findings}>
        {props.findings.map(({ kind, entityRef, message }) => (
          <li key={`${kind} ${entityRef} ${message}`}>
            <Pill tone={TONES[kind]}>
              {kind === 'undeclared'
                ? t('consumers.undeclaredFinding')
                : t(`consumers.${kind}`)}
            </Pill>
            <Text as="p">
              {entityRef && (
                <>
                  <EntityLink entityRef={entityRef} />:{' '}
                </>
              )}
              {message}
            </Text>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
