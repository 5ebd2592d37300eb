import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { showInvisible } from '../DiffView/parsePatch';
import { Panel } from '../Layout';
import { Pill } from '../Pill';
import styles from './LeftPlaces.module.css';

/** Places that no agent could move, each with file, line and reason. */
export function LeftPlaces(props: { findings: readonly Finding[] }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (props.findings.length === 0) {
    return null;
  }
  return (
    <Panel title={`${t('target.leftPlaces')} (${props.findings.length})`}>
      <Text as="p">{t('target.leftHelp')}</Text>
      <ul className={styles.places}>
        {props.findings.map((finding, index) => (
          <li key={index}>
            <div className={styles.where}>
              <Pill tone={finding.kind === 'judgement' ? 'warn' : 'neutral'}>
                {t(`target.${finding.kind}`)}
              </Pill>
              <code dir="ltr">
                {finding.file}
                {finding.line !== undefined && `:${finding.line}`}
              </code>
              {finding.field && <code dir="ltr">{finding.field}</code>}
            </div>
            <Text as="p">{finding.message}</Text>
            {finding.text && (
              <pre className={styles.code} dir="ltr">
                {showInvisible(finding.text)}
              </pre>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
