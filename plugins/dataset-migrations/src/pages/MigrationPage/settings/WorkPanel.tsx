import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AgentChoices,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { QueryError } from '../../../components/ErrorNotice';
import { Facts, Panel } from '../../../components/Layout';
import { Loading } from '../../../components/Loading';
import { formatDollars } from '../../../components/Models';
import { formatDay } from '../../../components/Moment';
import { useLiveQuery } from '../../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { WorkForm } from './WorkForm';
import { REWRITER } from './workSettings';

export interface WorkPanelProps {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}

/** Who works on the targets, what has to be proved of it, by when, and for how much. */
export function WorkPanel(props: WorkPanelProps) {
  const { migration, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [isEdited, setIsEdited] = useState(false);
  const query = useLiveQuery({
    key: 'agents',
    load: signal => api.listAgents({ signal }),
  });
  return (
    <Panel
      title={t('work.title')}
      action={
        query.data &&
        !isEdited &&
        migration.allowed.includes('configure') && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => setIsEdited(true)}
          >
            {t('work.edit')}
          </Button>
        )
      }
    >
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={96} />}
      {query.data &&
        (isEdited ? (
          <WorkForm
            migration={migration}
            choices={query.data}
            onSaved={changed => {
              onChanged(changed);
              setIsEdited(false);
            }}
            onDiscard={() => setIsEdited(false)}
          />
        ) : (
          <WorkFacts migration={migration} choices={query.data} />
        ))}
    </Panel>
  );
}

function WorkFacts(props: { migration: Migration; choices: AgentChoices }) {
  const { migration, choices } = props;
  const { agents, deadline, fallbackAgent, models, requiredLevel } = migration;
  const isBlocked = [migration.judgeMode, choices.judgeMode].includes(
    'blocking',
  );
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const chain = agents ?? choices.agents;
  return (
    <Facts
      facts={[
        {
          label: t('migrate.level'),
          value: `${requiredLevel} ${t(`evidence.${requiredLevel}`)}`,
        },
        {
          label: t('migrate.deadline'),
          value: deadline ? formatDay(deadline) : t('work.none'),
        },
        {
          label: t('work.agents'),
          value:
            chain.length === 1 && chain[0] === REWRITER
              ? t('work.onlyRewriter')
              : t(agents ? 'work.chain' : 'work.allChain', {
                  agents: chain.join(' → '),
                }),
        },
        {
          label: t('work.fallback'),
          value: fallbackAgent ?? t('work.none'),
        },
        {
          label: t('work.judges'),
          value:
            choices.judges.length === 0
              ? t('work.noJudges')
              : t(isBlocked ? 'work.judgesBlock' : 'work.judgesAdvise', {
                  judges: choices.judges.join(', '),
                }),
        },
        {
          label: t('work.budget'),
          value: models ? formatDollars(models.budgetDollars) : t('work.none'),
        },
      ]}
    />
  );
}
