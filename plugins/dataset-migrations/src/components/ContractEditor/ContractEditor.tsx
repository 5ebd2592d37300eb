import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text, TextAreaField } from '@backstage/ui';
import type { RefObject } from 'react';
import { describeError } from '../../api/describeError';
import { useContractCheck } from '../../hooks/useContractCheck';
import { datasetMigrationsTranslationRef } from '../../translation';
import { PlainWords } from './PlainWords';
import styles from './ContractEditor.module.css';

export interface ContractEditorProps {
  value: string;
  onChange: (contract: string) => void;
  /** What is wrong before the server was asked. */
  error?: string;
  /** Where the text comes from. */
  note?: string;
  /** What is wrong, for whoever has to lead the reader there. */
  problemsRef?: RefObject<HTMLElement>;
}

/** A contract as text, with its problems and what it says in plain words beside it. */
export function ContractEditor(props: ContractEditorProps) {
  const { value, onChange, error, note, problemsRef } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { check, error: checkError, isChecking } = useContractCheck(value);
  const problems = check?.problems ?? [];

  return (
    <div className={styles.editor}>
      <TextAreaField
        className={styles.text}
        label={t('migrate.contract')}
        description={error ?? note ?? t('migrate.contractHelp')}
        isInvalid={Boolean(error) || problems.length > 0}
        isRequired
        rows={26}
        spellCheck="false"
        autoComplete="off"
        value={value}
        onChange={onChange}
      />
      <div className={styles.beside}>
        <section
          ref={problemsRef}
          tabIndex={-1}
          aria-live="polite"
          aria-busy={isChecking}
          aria-label={t('migrate.checkLabel')}
        >
          <Text as="h3" variant="title-x-small" weight="bold">
            {problems.length === 0
              ? t(
                  check && !isChecking
                    ? 'migrate.noProblems'
                    : 'migrate.checking',
                )
              : t('migrate.problems', { count: problems.length })}
          </Text>
          <ul className={styles.problems}>
            {problems.map(problem => (
              <li key={`${problem.path} ${problem.mend}`}>
                <code dir="ltr">{problem.path}</code>
                <Text as="p">{problem.mend}</Text>
                {problem.value !== undefined && (
                  <Text as="p" variant="body-small">
                    {t('migrate.stands', { value: problem.value })}
                  </Text>
                )}
              </li>
            ))}
          </ul>
          {checkError && (
            <Alert
              role="alert"
              status="warning"
              icon
              title={t('migrate.checkFailed', {
                message: describeError(checkError),
              })}
            />
          )}
        </section>
        {check && check.explanation.length > 0 && (
          <PlainWords sentences={check.explanation} />
        )}
      </div>
    </div>
  );
}
