import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonIcon,
  Flex,
  Menu,
  MenuItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import type {
  Forecast,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { beginOrAsk } from '../../api/beginOrAsk';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { secondPersonStand } from '../../api/secondPersonStand';
import { summarizeTargets } from '../../api/summarizeTargets';
import { ReasonDialog } from '../../components/ReasonDialog';
import type { Act } from '../../hooks/useAct';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { chooseNextAct } from './chooseNextAct';
import type { AskingAct, ForwardAct } from './chooseNextAct';
import { OwnersDialog } from './owners';
import { ReportDialog } from './report';
import { RevertDialog } from './RevertDialog';
import { START_WITHOUT_ASKING, StartDialog } from './StartDialog';

export interface MigrationActsProps {
  migration: Migration;
  forecast: Forecast | undefined;
  act: Act;
  onChanged: (migration: Migration) => void;
}

/** The next act as the one primary button, the others in a menu. */
export function MigrationActs(props: MigrationActsProps) {
  const { migration, forecast, act, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [asking, setAsking] = useState<AskingAct | 'start' | 'report'>();
  const { next, others } = chooseNextAct(migration);
  const cloneHref = useLinks().clone(migration.id);
  const { id: migrationId, planHash } = migration;
  const summary = summarizeTargets(migration);

  const calls: Record<ForwardAct, () => Promise<Migration>> = {
    plan: () => api.planMigration({ migrationId }),
    preview: () => api.previewMigration({ migrationId }),
    start: () =>
      beginOrAsk({
        api,
        migration,
        begin: () =>
          api.startMigration({ migrationId, ...(planHash && { planHash }) }),
      }),
    pause: () => api.pauseMigration({ migrationId }),
    resume: () =>
      beginOrAsk({
        api,
        migration,
        begin: () => api.resumeMigration({ migrationId }),
      }),
  };
  const asks = secondPersonStand(migration) === 'toAsk';
  const labels: Record<ForwardAct | AskingAct, string> = {
    plan: migration.plannedAt ? t('migration.planAgain') : t('migration.plan'),
    preview: summary.isAttempted
      ? t('migration.previewAgain')
      : t('migration.preview'),
    start: asks ? t('approval.askToStart') : t('migration.start'),
    pause: t('migration.pause'),
    resume: asks ? t('approval.askToResume') : t('migration.resume'),
    transfer: t('owners.open'),
    cancel: t('migration.cancel'),
    revert: t('revert.all'),
  };

  async function choose(chosen: ForwardAct | AskingAct) {
    if (
      chosen === 'transfer' ||
      chosen === 'cancel' ||
      chosen === 'revert' ||
      (chosen === 'start' && migration.targetCount > START_WITHOUT_ASKING)
    ) {
      setAsking(chosen);
      return;
    }
    await act.run(async () => onChanged(await calls[chosen]()));
  }

  return (
    <Flex gap="2" align="center">
      {next && (
        <Button
          variant="primary"
          isPending={act.isPending}
          onPress={() => choose(next)}
        >
          {labels[next]}
        </Button>
      )}
      <MenuTrigger>
        <ButtonIcon
          variant="secondary"
          icon={<RiMore2Line aria-hidden />}
          aria-label={t('migration.more')}
        />
        <Menu>
          <MenuItem onAction={() => setAsking('report')}>
            {t('report.open')}
          </MenuItem>
          {cloneHref && (
            <MenuItem href={cloneHref}>{t('report.clone')}</MenuItem>
          )}
          {others.map(other => (
            <MenuItem
              key={other}
              color={
                other === 'cancel' || other === 'revert' ? 'danger' : 'primary'
              }
              onAction={() => choose(other)}
            >
              {labels[other]}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {asking === 'report' && (
        <ReportDialog
          migration={migration}
          forecast={forecast}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'transfer' && (
        <OwnersDialog
          migrationId={migrationId}
          onChanged={onChanged}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'start' && (
        <StartDialog
          migration={migration}
          onStart={async () => onChanged(await calls.start())}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'revert' && (
        <RevertDialog
          migrationId={migrationId}
          what={{ all: true }}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'cancel' && (
        <ReasonDialog
          title={t('migration.cancelTitle')}
          effect={t('migration.cancelText', {
            open: summary.open,
            merged: summary.merged,
          })}
          confirmLabel={t('migration.cancelConfirm')}
          cancelLabel={t('migration.keep')}
          reason="optional"
          isDestructive
          onConfirm={async reason =>
            onChanged(
              await api.cancelMigration({
                migrationId,
                ...(reason && { reason }),
              }),
            )
          }
          onClose={() => setAsking(undefined)}
        />
      )}
    </Flex>
  );
}
