import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './ContractEditor.module.css';

/** A contract, a sentence each. */
export function PlainWords(props: { sentences: readonly string[] }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <section>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('migrate.inPlainWords')}
      </Text>
      <ul className={styles.words}>
        {props.sentences.map(sentence => (
          <li key={sentence}>
            <Text as="p">{sentence}</Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
