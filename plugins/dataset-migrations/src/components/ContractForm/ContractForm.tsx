import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ContractProblem } from '@skein/backstage-plugin-dataset-migrations-common';
import { useMemo } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ColumnMapping } from './ColumnMapping';
import { ContractField } from './ContractField';
import styles from './ContractForm.module.css';
import { ContractFormContext } from './ContractFormContext';
import { DatasetSideFields } from './DatasetSideFields';
import { readContractForm } from './readContractForm';
import type { MoveRow } from './readContractForm';

export interface ContractFormProps {
  text: string;
  onEdit: (text: string, origin: string) => void;
  problems: readonly ContractProblem[];
}

/** What owners change most in a contract, as fields over its text. */
export function ContractForm(props: ContractFormProps) {
  const { text, onEdit, problems } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const values = useMemo(() => readContractForm(text), [text]);
  const state = useMemo(
    () => ({ text, onEdit, problems }),
    [text, onEdit, problems],
  );
  if (!values) {
    return <Text as="p">{t('contractForm.unreadable')}</Text>;
  }
  return (
    <ContractFormContext.Provider value={state}>
      <div className={styles.form}>
        <ContractField
          label={t('contractForm.name')}
          path={['metadata', 'name']}
          value={values.name}
          isRequired
        />
        <ContractField
          label={t('contractForm.title')}
          path={['metadata', 'title']}
          value={values.title}
        />
        <ContractField
          label={t('contractForm.why')}
          help={t('contractForm.whyHelp')}
          path={['metadata', 'description']}
          rows={3}
          value={values.description}
        />
        {values.moves.map((move, index) => (
          <MoveFields
            key={move.path.join('.')}
            move={move}
            number={values.moves.length > 1 ? index + 1 : undefined}
          />
        ))}
      </div>
    </ContractFormContext.Provider>
  );
}

function MoveFields(props: { move: MoveRow; number: number | undefined }) {
  const { move, number } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <>
      {number !== undefined && (
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('contractForm.dataset', { number: String(number) })}
        </Text>
      )}
      <DatasetSideFields legend={t('contractForm.from')} side={move.from} />
      <DatasetSideFields legend={t('contractForm.to')} side={move.to} />
      <ColumnMapping move={move} />
      <fieldset className={styles.group}>
        <legend>{t('contractForm.rows')}</legend>
        <ContractField
          label={t('contractForm.where')}
          help={t('contractForm.whereHelp')}
          path={[...move.path, 'rows', 'where']}
          value={move.where}
        />
      </fieldset>
    </>
  );
}
