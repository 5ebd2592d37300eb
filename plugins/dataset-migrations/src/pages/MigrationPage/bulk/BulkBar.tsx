import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger, Text } from '@backstage/ui';
import type {
  Job,
  Migration,
  TargetAction,
  TargetFilter,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsTranslationRef } from '../../../translation';
import styles from './bulk.module.css';
import { BulkDialog } from './BulkDialog';
import type { TargetChoice } from './useTargetChoice';

export interface BulkBarProps {
  migration: Migration;
  choice: TargetChoice;
  /** What matches, if all of it is chosen. */
  filter: TargetFilter;
  /** How many match. */
  total: number;
  onBegun: (job: Job) => void;
}

const BUTTONS = 2;

/** What can be done to the targets that are chosen; nothing while none is. */
export function BulkBar(props: BulkBarProps) {
  const { migration, choice, filter, total, onBegun } = props;
  const { count, acts, all } = choice;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const [asking, setAsking] = useState<TargetAction>();
  return (
    <div className={styles.root}>
      {/* it is there before it says something, or it would not be read out */}
      <div role="status" className={styles.chosen}>
        {count > 0 && (
          <Text weight="bold">
            {t(all ? 'bulk.all' : 'bulk.chosen', { count })}
          </Text>
        )}
      </div>
      {count > 0 && (
        <div role="toolbar" aria-label={t('bulk.label')} className={styles.bar}>
          {acts.slice(0, BUTTONS).map(act => (
            <Button
              key={act}
              size="small"
              variant="secondary"
              onPress={() => setAsking(act)}
            >
              {t(`target.${act}`)}
            </Button>
          ))}
          {acts.length > BUTTONS && (
            <MenuTrigger>
              <Button size="small" variant="secondary">
                {t('bulk.more')}
              </Button>
              <Menu>
                {acts.slice(BUTTONS).map(act => (
                  <MenuItem key={act} onAction={() => setAsking(act)}>
                    {t(`target.${act}`)}
                  </MenuItem>
                ))}
              </Menu>
            </MenuTrigger>
          )}
          {acts.length === 0 && <Text>{t('bulk.nothing')}</Text>}
          {!all && total > count && (
            <Button size="small" variant="tertiary" onPress={choice.chooseAll}>
              {t('bulk.chooseAll', { total })}
            </Button>
          )}
          <Button size="small" variant="tertiary" onPress={choice.clear}>
            {t('bulk.clear')}
          </Button>
        </div>
      )}
      {asking && count > 0 && (
        <BulkDialog
          migration={migration}
          act={asking}
          count={count}
          sample={choice.targets[0]}
          selection={
            all ? { filter } : { targetIds: choice.targets.map(({ id }) => id) }
          }
          onBegun={job => {
            choice.clear();
            onBegun(job);
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
