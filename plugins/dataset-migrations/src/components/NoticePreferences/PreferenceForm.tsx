import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Checkbox,
  CheckboxGroup,
  Flex,
  Select,
} from '@backstage/ui';
import type {
  NoticeKind,
  NoticePreference,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { useAct } from '../../hooks/useAct';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { QueryError } from '../ErrorNotice';
import { Loading } from '../Loading';

const KINDS = [
  'start',
  'ready',
  'decision',
  'deadline',
  'done',
  'asked',
  'entrusted',
  'paused',
  'completed',
  'approval',
] as const satisfies readonly NoticeKind[];

/** As configured, or one of these. */
const CONFIGURED = 'configured';
const DIGESTS = [0, 15, 60, 1440] as const;

export interface PreferenceFormProps {
  ownerRef: string;
  onSaved: () => void;
}

/** What one group or user wants to be told. */
export function PreferenceForm(props: PreferenceFormProps) {
  const { ownerRef } = props;
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: ownerRef,
    load: signal => api.getNoticePreference({ ownerRef }, { signal }),
  });
  if (query.isLoading) {
    return <Loading blocks={1} height={280} />;
  }
  return query.data ? (
    <LoadedForm {...props} preference={query.data} />
  ) : (
    <QueryError query={query} />
  );
}

function LoadedForm(
  props: PreferenceFormProps & { preference: NoticePreference },
) {
  const { ownerRef, preference, onSaved } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const [wanted, setWanted] = useState<string[]>(
    KINDS.filter(kind => !preference.mutedKinds.includes(kind)),
  );
  const [digest, setDigest] = useState(
    String(preference.digestMinutes ?? CONFIGURED),
  );
  // what somebody has set over REST is kept
  const digests = [
    ...new Set([...DIGESTS, preference.digestMinutes ?? 0]),
  ].sort((one, other) => one - other);

  async function save() {
    const saved = await act.run(async () => {
      await api.setNoticePreference({
        ownerRef,
        mutedKinds: KINDS.filter(kind => !wanted.includes(kind)),
        ...(digest !== CONFIGURED && { digestMinutes: Number(digest) }),
      });
    });
    if (saved) {
      onSaved();
    }
  }

  return (
    <Flex direction="column" gap="4">
      <CheckboxGroup
        label={t('notices.kinds')}
        value={wanted}
        onChange={setWanted}
      >
        {KINDS.map(kind => (
          <Checkbox key={kind} value={kind}>
            {t(`notices.${kind}`)}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Select
        label={t('notices.digest')}
        options={[
          {
            value: CONFIGURED,
            label: t('notices.configured', {
              count: preference.defaultDigestMinutes,
            }),
          },
          ...digests.map(minutes => ({
            value: String(minutes),
            label:
              minutes === 0
                ? t('notices.atOnce')
                : t('notices.minutes', { count: minutes }),
          })),
        ]}
        value={digest}
        onChange={value => setDigest(String(value))}
      />
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      <Flex justify="end">
        <Button variant="primary" isPending={act.isPending} onPress={save}>
          {t('notices.save')}
        </Button>
      </Flex>
    </Flex>
  );
}
