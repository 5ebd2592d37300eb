import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { secondPersonStand } from '../../api/secondPersonStand';
import { ReasonDialog } from '../../components/ReasonDialog';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Above this many targets a start asks once more, with the number. */
export const START_WITHOUT_ASKING = 10;

export interface StartDialogProps {
  migration: Migration;
  onStart: () => Promise<void>;
  onClose: () => void;
}

/** Says for how many targets a start opens pull requests, before it does. */
export function StartDialog(props: StartDialogProps) {
  const { migration, onStart, onClose } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const targets = String(migration.targetCount);
  const asks = secondPersonStand(migration) === 'toAsk';
  return (
    <ReasonDialog
      title={t(asks ? 'approval.askTitle' : 'migration.startTitle', {
        targets,
      })}
      effect={t(asks ? 'approval.askText' : 'migration.startText')}
      confirmLabel={
        asks
          ? t('approval.askToStart')
          : t('migration.startConfirm', { targets })
      }
      reason="none"
      onConfirm={onStart}
      onClose={onClose}
    />
  );
}
