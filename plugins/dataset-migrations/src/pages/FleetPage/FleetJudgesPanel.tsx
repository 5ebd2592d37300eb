import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { FleetJudges } from '@skein/backstage-plugin-dataset-migrations-common';
import { DataTable } from '../../components/DataTable';
import { Panel } from '../../components/Layout';
import { datasetMigrationsTranslationRef } from '../../translation';

const ENDS = [
  { id: 'merged', label: 'fleet.verdictMerged' },
  { id: 'edited', label: 'fleet.verdictEdited' },
  { id: 'closed', label: 'fleet.verdictClosed' },
  { id: 'reverted', label: 'fleet.verdictReverted' },
  { id: 'open', label: 'fleet.verdictOpen' },
  { id: 'unpublished', label: 'fleet.verdictUnpublished' },
] as const;

const VERDICTS = {
  accept: 'target.verdictAccept',
  veto: 'target.verdictVeto',
  undecided: 'target.verdictUndecided',
} as const;

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
                VERDICTS[each.verdict],
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
