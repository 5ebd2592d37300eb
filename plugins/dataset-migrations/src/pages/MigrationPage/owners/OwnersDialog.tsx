import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { entityName } from '../../../components/EntityLink';
import { QueryError } from '../../../components/ErrorNotice';
import { Loading } from '../../../components/Loading';
import { OwnerField, OwnersField } from '../../../components/OwnerField';
import { ReasonDialog } from '../../../components/ReasonDialog';
import { useLiveQuery } from '../../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../../translation';

export interface OwnersDialogProps {
  migrationId: string;
  onChanged: (migration: Migration) => void;
  onClose: () => void;
}

interface Wanted {
  ownerRef: string;
  coOwnerRefs: string[];
  /** Whether whoever hands it over goes on to run it too. */
  stays: boolean;
}

/** Hands a migration over, and says who runs it beside its owner. */
export function OwnersDialog(props: OwnersDialogProps) {
  const { migrationId, onChanged, onClose } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [read, setRead] = useState<{ migration: Migration; tag?: string }>();
  const [wanted, setWanted] = useState<Wanted>();
  const query = useLiveQuery({
    key: migrationId,
    // what is changed stays as it was read
    isPaused: read !== undefined,
    load: async signal => {
      let tag: string | undefined;
      const migration = await api.getMigration(
        { migrationId },
        { signal, onEntityTag: found => (tag = found) },
      );
      const { ownerRef, coOwnerRefs } = migration;
      setRead({ migration, tag });
      setWanted({ ownerRef, coOwnerRefs, stays: true });
    },
  });
  const before = read?.migration.ownerRef ?? '';
  const ownerRef = wanted?.ownerRef.trim() ?? '';
  const isHandedOver = ownerRef !== '' && ownerRef !== before;
  const change = (changes: Partial<Wanted>) =>
    setWanted(current => current && { ...current, ...changes });

  return (
    <ReasonDialog
      title={t('owners.title')}
      effect={t('owners.text')}
      confirmLabel={
        isHandedOver
          ? t('owners.handOver', { owner: nameOf(ownerRef) })
          : t('owners.save')
      }
      reason={wanted ? 'optional' : 'none'}
      isConfirmDisabled={ownerRef === ''}
      onConfirm={async reason => {
        const { coOwnerRefs, stays } = wanted!;
        const staying = isHandedOver && stays ? [before] : [];
        onChanged(
          await api.setOwners(
            {
              migrationId,
              ownerRef,
              coOwnerRefs: [...coOwnerRefs, ...staying],
              ...(reason && { reason }),
            },
            { ifMatch: read?.tag },
          ),
        );
      }}
      onClose={onClose}
    >
      <QueryError query={query} />
      {query.isLoading && !wanted && <Loading blocks={2} height={72} />}
      {wanted && (
        <>
          <OwnerField
            label={t('owners.owner')}
            value={wanted.ownerRef}
            onChange={owner => change({ ownerRef: owner })}
          />
          {isHandedOver && (
            <Checkbox
              isSelected={wanted.stays}
              onChange={stays => change({ stays })}
            >
              {t('owners.stays', { owner: nameOf(before) })}
            </Checkbox>
          )}
          <OwnersField
            label={t('owners.coOwners')}
            description={t('owners.coOwnersHelp')}
            values={wanted.coOwnerRefs}
            onChange={coOwnerRefs => change({ coOwnerRefs })}
          />
        </>
      )}
    </ReasonDialog>
  );
}

/** What is being written need not be a reference yet. */
function nameOf(ref: string): string {
  try {
    return entityName(ref);
  } catch {
    return ref;
  }
}
