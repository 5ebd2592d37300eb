import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Select, TextField } from '@backstage/ui';
import type {
  LimitKind,
  LimitList,
  LimitScope,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { useAct } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './FleetPage.module.css';
import { SCOPE_TEXTS, SCOPES_OF_KINDS } from './limitScopes';

const KINDS: readonly LimitKind[] = [
  'runningAttempts',
  'openPullRequests',
  'weight',
];

/** Sets one limit, or changes the one that there is. */
export function LimitForm(props: { onChanged: (limits: LimitList) => void }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const [kind, setKind] = useState<LimitKind>('runningAttempts');
  const [scope, setScope] = useState<LimitScope>('team');
  const [subject, setSubject] = useState('');
  const [value, setValue] = useState('');
  const [isTried, setIsTried] = useState(false);
  const needsSubject = scope !== 'global';
  const isValueWrong = !/^\d{1,7}$/.test(value.trim());
  const isSubjectMissing = needsSubject && subject.trim() === '';

  async function submit() {
    setIsTried(true);
    if (isValueWrong || isSubjectMissing) {
      return;
    }
    const isSet = await act.run(async () =>
      props.onChanged(
        await api.setLimit({
          kind,
          scope,
          ...(needsSubject && { subject: subject.trim() }),
          value: Number(value.trim()),
        }),
      ),
    );
    if (isSet) {
      setSubject('');
      setValue('');
      setIsTried(false);
    }
  }

  return (
    <>
      <div className={styles.limitForm}>
        <Select
          label={t('limits.kind')}
          options={KINDS.map(id => ({ value: id, label: t(`limits.${id}`) }))}
          value={kind}
          onChange={chosen => {
            const next = KINDS.find(id => id === chosen) ?? kind;
            setKind(next);
            if (!SCOPES_OF_KINDS[next].includes(scope)) {
              setScope(SCOPES_OF_KINDS[next][0]);
            }
          }}
        />
        <Select
          label={t('limits.scope')}
          options={SCOPES_OF_KINDS[kind].map(id => ({
            value: id,
            label: t(SCOPE_TEXTS[id]),
          }))}
          value={scope}
          onChange={chosen =>
            setScope(SCOPES_OF_KINDS[kind].find(id => id === chosen) ?? scope)
          }
        />
        {needsSubject && (
          <TextField
            label={t('limits.subject')}
            description={
              isTried && isSubjectMissing
                ? t('limits.subjectMissing')
                : t('limits.subjectHelp')
            }
            isInvalid={isTried && isSubjectMissing}
            value={subject}
            onChange={setSubject}
          />
        )}
        <TextField
          label={
            kind === 'weight' ? t('limits.weightValue') : t('limits.value')
          }
          inputMode="numeric"
          description={
            isTried && isValueWrong ? t('limits.valueMissing') : undefined
          }
          isInvalid={isTried && isValueWrong}
          value={value}
          onChange={setValue}
        />
      </div>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      <div>
        <Button variant="secondary" isPending={act.isPending} onPress={submit}>
          {t('limits.set')}
        </Button>
      </div>
    </>
  );
}
