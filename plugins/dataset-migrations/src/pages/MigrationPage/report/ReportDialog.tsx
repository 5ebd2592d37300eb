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
  Text,
  TextAreaField,
} from '@backstage/ui';
import {
  renderCsv,
  renderLedgerFile,
  type Forecast,
  type Migration,
  type Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { describeError } from '../../../api/describeError';
import { useAct } from '../../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { listAllPages } from '../../../saving/listAllPages';
import { saveText } from '../../../saving/saveText';
import { useReport } from './useReport';

export interface ReportDialogProps {
  migration: Migration;
  forecast: Forecast | undefined;
  onClose: () => void;
}

/** More targets than this no spreadsheet shows well. */
const MOST_TARGETS = 20_000;
/** More than these no browser should hold; the command line writes all. */
const MOST_ENTRIES = 100_000;

/** A migration to show to others: a page of Markdown, and its targets for a spreadsheet. */
export function ReportDialog(props: ReportDialogProps) {
  const { migration, forecast, onClose } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const render = useReport();
  // as it was when it was opened, so that nothing moves under the reader
  const [text] = useState(() => render(migration, forecast));
  const [said, setSaid] = useState<string>();
  const act = useAct();

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('report.copied'));
    } catch {
      setSaid(t('report.notCopied'));
    }
  }

  async function downloadLedger() {
    const { id: migrationId, name } = migration;
    const { items, isCut } = await listAllPages({
      load: page => api.listLedgerEntries({ migrationId, ...page }),
      most: MOST_ENTRIES,
    });
    saveText({
      name: `${name}.ledger.jsonl`,
      type: 'application/jsonl',
      text: renderLedgerFile({ migrationId, entries: items }),
    });
    setSaid(
      isCut ? t('report.ledgerCut', { number: items.length }) : undefined,
    );
  }

  async function download() {
    const { items: targets, isCut } = await listAllPages({
      load: page => api.listTargets({ migrationId: migration.id, ...page }),
      most: MOST_TARGETS,
    });
    const header = [
      'columnTarget',
      'columnOwner',
      'columnState',
      'columnSince',
      'columnEvidence',
      'columnPullRequest',
      'columnReason',
    ] as const;
    saveText({
      name: `${migration.name}.csv`,
      type: 'text/csv',
      text: renderCsv([
        header.map(name => t(`targets.${name}`)),
        ...targets.map(target => [
          ...rowOf(target).slice(0, 2),
          t(`targetState.${target.state}`),
          ...rowOf(target).slice(2),
        ]),
      ]),
    });
    setSaid(isCut ? t('report.csvCut', { number: targets.length }) : undefined);
  }

  return (
    <Dialog
      isOpen
      width="min(720px, 94vw)"
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{t('report.title')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text as="p">{t('report.help')}</Text>
          <TextAreaField
            label={t('report.text')}
            isReadOnly
            rows={16}
            value={text}
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
          <Text as="p" role="status">
            {said}
          </Text>
        </Flex>
      </DialogBody>
      <DialogFooter style={{ flexWrap: 'wrap' }}>
        <Button variant="primary" onPress={copy}>
          {t('report.copy')}
        </Button>
        <Button
          variant="secondary"
          isPending={act.isPending}
          onPress={() => act.run(download)}
        >
          {t('report.csv')}
        </Button>
        <Button
          variant="secondary"
          isPending={act.isPending}
          onPress={() => act.run(downloadLedger)}
        >
          {t('report.ledger')}
        </Button>
        <Button variant="tertiary" onPress={onClose}>
          {t('report.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function rowOf(target: Target): string[] {
  const { repository, paths, ownerRef, stateSince, stateReason } = target;
  return [
    paths ? `${repository} ${paths.join(' ')}` : repository,
    ownerRef ?? '',
    stateSince,
    target.evidence?.level ?? '',
    target.pullRequest?.url ?? '',
    stateReason ?? '',
  ];
}
