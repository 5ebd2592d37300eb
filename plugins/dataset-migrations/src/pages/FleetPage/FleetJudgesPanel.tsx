import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { FleetJudges } from '@skein/backstage-plugin-dataset-migrations-common';
import { DataTable } from '../../components/DataTable';
import { Panel } from '../../components/Layout';
import { VERDICT_WORDS } from '../../components/AttemptList';
import { datasetMigrationsTranslationRef } from '../../translation';

const ENDS = [
  { id: 'merged', label: 'fleet.verdictMerged' },
  { id: 'edited', label: 'fleet.verdictEdited' },
  { id: 'closed', label: 'fleet.verdictClosed' },
  { id: 'reverted', label: 'fleet.verdictReverted' },
  { id: 'open', label: 'fleet.verdictOpen' },
  { id: 'unpublished', label: 'fleet.verdictUnpublished' },
] as const;

/** Whether judges were right: how pull requests ended, for each verdict. Nothing where nobody judges and nobody has. */
export function FleetJudgesPanel(props: { judges: FleetJudges }) {
  const { installed, mode, outcomes } = props.judges;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (installed.length === 0 && outcomes.length === 0) {
    return null;
  }
  return (
    <Panel title={t('fleet.judges')}>
      <Text as="p">
        {installed.length === 0
          ? t('fleet.noJudge')
          : t(
              mode === 'blocking' ? 'fleet.judgesBlock' : 'fleet.judgesAdvise',
              {
                judges: installed.join(', '),
              },
            )}
      </Text>
      <DataTable
        caption={t('fleet.judges')}
        items={outcomes.map(each => ({ ...each, id: each.verdict }))}
        empty={<Text>{t('fleet.nothingJudged')}</Text>}
        columns={[
          {
            id: 'verdict',
            label: t('fleet.verdict'),
            isRowHeader: true,
            cell: each => (
              <Text>{`${t(
                VERDICT_WORDS[each.verdict].label,
              )} (${each.judged.toLocaleString('en')})`}</Text>
            ),
          },
          ...ENDS.map(({ id, label }) => ({
            id,
            label: t(label),
            cell: (each: FleetJudges['outcomes'][number]) => (
              <Text>{each[id].toLocaleString('en')}</Text>
            ),
          })),
        ]}
      />
    </Panel>
  );
}
