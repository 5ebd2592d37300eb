import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Flex,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
  TextAreaField,
} from '@backstage/ui';
import type { KeyboardEvent, RefObject } from 'react';
import { describeError } from '../../api/describeError';
import { useContractCheck } from '../../hooks/useContractCheck';
import { useWidth } from '../../hooks/useWidth';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ContractForm, useTextHistory } from '../ContractForm';
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

/** Narrower than this, two views side by side are both too narrow to read. */
const SIDE_BY_SIDE_PX = 840;
const USUAL_WIDTH_PX = 1200;

/** A contract as a form and as text side by side, with its problems and what it says in plain words. */
export function ContractEditor(props: ContractEditorProps) {
  const { value, onChange, error, note, problemsRef } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { check, error: checkError, isChecking } = useContractCheck(value);
  const problems = check?.problems ?? [];

  const history = useTextHistory(value, onChange);
  const { ref, width } = useWidth<HTMLDivElement>(USUAL_WIDTH_PX);

  function onKeyDown(event: KeyboardEvent) {
    const key = event.key.toLowerCase();
    const wish = keyWish(event, key);
    if (wish) {
      event.preventDefault();
      history[wish]?.();
    }
  }

  const form = (
    <section aria-label={t('contractForm.form')} className={styles.form}>
      <ContractForm text={value} onEdit={history.change} problems={problems} />
    </section>
  );
  const text = (
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
      onChange={changed => history.change(changed, 'text')}
    />
  );

  const checked = (
    <>
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
    </>
  );

  return (
    <div ref={ref} className={styles.whole} onKeyDownCapture={onKeyDown}>
      <Flex gap="2">
        <Button
          variant="secondary"
          size="small"
          isDisabled={!history.undo}
          onPress={() => history.undo?.()}
        >
          {t('contractForm.undo')}
        </Button>
        <Button
          variant="secondary"
          size="small"
          isDisabled={!history.redo}
          onPress={() => history.redo?.()}
        >
          {t('contractForm.redo')}
        </Button>
      </Flex>
      {width >= SIDE_BY_SIDE_PX ? (
        <div className={styles.views}>
          {form}
          <div className={styles.beside}>
            {text}
            {checked}
          </div>
        </div>
      ) : (
        <>
          <Tabs>
            <TabList aria-label={t('contractForm.views')}>
              <Tab id="form">{t('contractForm.form')}</Tab>
              <Tab id="yaml">{t('contractForm.yaml')}</Tab>
            </TabList>
            <TabPanel id="form">{form}</TabPanel>
            <TabPanel id="yaml">{text}</TabPanel>
          </Tabs>
          {checked}
        </>
      )}
    </div>
  );
}

/** Which step of the history the keys ask for, as editors have it on every system. */
function keyWish(
  event: KeyboardEvent,
  key: string,
): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) {
    return undefined;
  }
  if (key === 'z') {
    return event.shiftKey ? 'redo' : 'undo';
  }
  return key === 'y' ? 'redo' : undefined;
}
