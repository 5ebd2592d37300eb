import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import {
  EVENT_KINDS,
  type EventKind,
  type EventSubscription,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { fieldProblems } from '../../api/fieldProblems';
import { useAct } from '../../hooks/useAct';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';

/** What is to be sent where. */
export interface WantedSubscription {
  title: string;
  url: string;
  /** All when empty. */
  kinds: EventKind[];
  /** All when absent. */
  migrationId?: string;
}

export interface SubscriptionDialogProps {
  /** Absent for a new one. */
  subscription?: EventSubscription;
  onSave: (wanted: WantedSubscription) => Promise<void>;
  onClose: () => void;
}

const ALL = 'all';
const FIELDS = ['title', 'url', 'kinds', 'migrationId'];
/** The newest to choose from. */
const MOST_MIGRATIONS = 100;

/** Makes a subscription or changes one; what the server finds wrong is said at its field. */
export function SubscriptionDialog(props: SubscriptionDialogProps) {
  const { subscription, onSave, onClose } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const act = useAct();
  const [title, setTitle] = useState(subscription?.title ?? '');
  const [url, setUrl] = useState(subscription?.url ?? '');
  const [kinds, setKinds] = useState<EventKind[]>(subscription?.kinds ?? []);
  const [migrationId, setMigrationId] = useState(subscription?.migrationId);
  const { fields, others } = fieldProblems(act.error, FIELDS);

  async function save() {
    const isSaved = await act.run(() =>
      onSave({
        title: title.trim(),
        url: url.trim(),
        kinds,
        ...(migrationId && { migrationId }),
      }),
    );
    if (isSaved) {
      onClose();
    }
  }

  return (
    <Dialog
      isOpen
      width="min(560px, 94vw)"
      isDismissable={false}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>
        {subscription
          ? t('subscriptions.editTitle', { title: subscription.title })
          : t('subscriptions.createTitle')}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text as="p">{t('subscriptions.formText')}</Text>
          <TextField
            label={t('subscriptions.title')}
            description={fields.get('title') ?? t('subscriptions.titleHelp')}
            isInvalid={fields.has('title')}
            isRequired
            maxLength={200}
            value={title}
            onChange={setTitle}
          />
          <TextField
            type="url"
            label={t('subscriptions.address')}
            description={fields.get('url') ?? t('subscriptions.addressHelp')}
            isInvalid={fields.has('url')}
            isRequired
            maxLength={2000}
            value={url}
            onChange={setUrl}
          />
          <Select
            label={t('subscriptions.events')}
            description={fields.get('kinds')}
            isInvalid={fields.has('kinds')}
            selectionMode="multiple"
            searchable
            placeholder={t('subscriptions.everyKind')}
            options={EVENT_KINDS.map(value => ({
              value,
              label: t(`subscriptions.kind.${value}`),
            }))}
            value={kinds}
            onChange={chosen =>
              setKinds(EVENT_KINDS.filter(kind => chosen.includes(kind)))
            }
          />
          <MigrationField
            problem={fields.get('migrationId')}
            value={migrationId}
            onChange={setMigrationId}
          />
          {others.length > 0 && (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('migration.actFailed')}
              description={others.join(' ')}
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="primary" isPending={act.isPending} onPress={save}>
          {subscription
            ? t('subscriptions.save')
            : t('subscriptions.createConfirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function MigrationField(props: {
  problem: string | undefined;
  value: string | undefined;
  onChange: (migrationId: string | undefined) => void;
}) {
  const { problem, value, onChange } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { data } = useLiveQuery({
    key: 'migrations to choose from',
    load: signal => api.listMigrations({ limit: MOST_MIGRATIONS }, { signal }),
  });
  const choices = (data?.items ?? []).map(({ id, title }) => ({
    value: id,
    label: title,
  }));
  const isListed = choices.some(choice => choice.value === value);
  return (
    <Select
      label={t('subscriptions.migration')}
      description={problem}
      isInvalid={problem !== undefined}
      searchable
      options={[
        { value: ALL, label: t('subscriptions.everyMigration') },
        ...choices,
        ...(value && !isListed ? [{ value, label: value }] : []),
      ]}
      value={value ?? ALL}
      onChange={chosen => onChange(chosen === ALL ? undefined : String(chosen))}
    />
  );
}
