import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import type { StoredContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './ContractEditor.module.css';
import { PlainWords } from './PlainWords';

/** A stored contract to read: its text, and what it says in plain words. */
export function ContractText(props: { contract: StoredContract }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <div className={styles.editor}>
      <TextAreaField
        className={styles.text}
        label={t('migrate.contract')}
        isReadOnly
        rows={26}
        spellCheck="false"
        value={props.contract.text}
      />
      <div className={styles.beside}>
        <PlainWords sentences={props.contract.explanation} />
      </div>
    </div>
  );
}
