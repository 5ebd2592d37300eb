import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { renderCsv } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  Act,
  ListActsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { useAct } from '../../hooks/useAct';
import { listAllPages } from '../../saving/listAllPages';
import { saveText } from '../../saving/saveText';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './AuditPage.module.css';

const MOST_ACTS = 20_000;

/** Saves the acts that the filters leave, on all pages, for a spreadsheet. */
export function SaveActs(props: { request: ListActsRequest }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const [said, setSaid] = useState<string>();

  const rowOf = (each: Act): string[] => [
    each.at,
    each.actor,
    t(`audit.act.${each.act}`),
    t(`audit.${each.through}`),
    each.migrationTitle ?? each.migrationId ?? '',
    each.repository ?? each.targetId ?? '',
    each.asked.map(({ name, value }) => `${name}: ${value}`).join('; '),
    t(`audit.${each.outcome}`),
    each.problem ?? '',
  ];

  async function save() {
    const { items, isCut } = await listAllPages({
      load: page => api.listActs({ ...props.request, ...page }),
      most: MOST_ACTS,
    });
    const header = [
      t('audit.columnWhen'),
      t('audit.columnWho'),
      t('audit.columnAct'),
      t('audit.columnThrough'),
      t('audit.migration'),
      t('targets.columnTarget'),
      t('audit.columnAsked'),
      t('audit.columnOutcome'),
      t('audit.columnProblem'),
    ];
    saveText({
      name: 'audit.csv',
      type: 'text/csv',
      text: renderCsv([header, ...items.map(rowOf)]),
    });
    setSaid(isCut ? t('audit.csvCut', { number: items.length }) : undefined);
  }

  return (
    <div className={styles.save}>
      <Button
        variant="secondary"
        iconStart={<RiDownloadLine aria-hidden />}
        isPending={act.isPending}
        onPress={() => act.run(save)}
      >
        {t('audit.csv')}
      </Button>
      <Text role="status">{said}</Text>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
    </div>
  );
}
