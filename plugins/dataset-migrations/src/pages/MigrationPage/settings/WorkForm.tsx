import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Checkbox,
  CheckboxGroup,
  Flex,
  Grid,
  Select,
  TextField,
} from '@backstage/ui';
import {
  EVIDENCE_LEVELS,
  type AgentChoices,
  type Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { describeError } from '../../../api/describeError';
import { DayField } from '../../../components/DayField';
import { formatDollars } from '../../../components/Models';
import { formatDay } from '../../../components/Moment';
import { useAct } from '../../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { JudgesField } from './JudgesField';
import {
  codingAgents,
  findProblem,
  toChanges,
  toWorkSettings,
} from './workSettings';

export interface WorkFormProps {
  migration: Migration;
  choices: AgentChoices;
  onSaved: (migration: Migration) => void;
  onDiscard: () => void;
}

/** Changes how a migration is worked on; what the plan rests on only until it starts. */
export function WorkForm(props: WorkFormProps) {
  const { migration, choices, onSaved, onDiscard } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [before] = useState(() => toWorkSettings(migration));
  const [settings, setSettings] = useState(before);
  const act = useAct();
  const change = (changes: Partial<typeof settings>) =>
    setSettings({ ...settings, ...changes });
  const installed = codingAgents(choices);
  const isPlanOpen = migration.allowed.includes('update');
  const problem = findProblem(
    settings,
    choices,
    isPlanOpen ? new Date().toISOString().slice(0, 10) : undefined,
  );

  async function save() {
    if (problem) {
      return;
    }
    await act.run(async () => {
      const changes = toChanges(before, settings, choices);
      onSaved(
        Object.keys(changes).length === 0
          ? migration
          : await api.updateMigration({
              migrationId: migration.id,
              ...changes,
            }),
      );
    });
  }

  return (
    <Flex direction="column" gap="4">
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        <Select
          label={t('migrate.level')}
          description={isPlanOpen ? undefined : t('work.onlyBeforeStart')}
          isDisabled={!isPlanOpen}
          options={EVIDENCE_LEVELS.slice(1).map(value => ({
            value,
            label: `${value} ${t(`evidence.${value}`)}`,
          }))}
          value={settings.level}
          onChange={value =>
            change({
              level:
                EVIDENCE_LEVELS.find(known => known === value) ??
                settings.level,
            })
          }
        />
        {isPlanOpen && (
          <DayField
            label={t('migrate.deadline')}
            description={
              problem === 'deadline'
                ? t('migrate.deadlinePast', {
                    date: formatDay(settings.deadline),
                  })
                : t('migrate.deadlineHelp')
            }
            isInvalid={problem === 'deadline'}
            value={settings.deadline}
            onChange={deadline => change({ deadline })}
          />
        )}
        {installed.length > 0 && (
          <Flex direction="column" gap="2">
            <Checkbox
              isSelected={settings.allAgents}
              onChange={allAgents => change({ allAgents })}
            >
              {t('work.allAgents')}
            </Checkbox>
            {!settings.allAgents && (
              <CheckboxGroup
                label={t('work.chosenAgents')}
                description={t('work.chosenAgentsHelp')}
                value={settings.agents}
                onChange={agents => change({ agents })}
              >
                {installed.map(agent => (
                  <Checkbox key={agent} value={agent}>
                    {agent}
                  </Checkbox>
                ))}
              </CheckboxGroup>
            )}
          </Flex>
        )}
        {installed.length > 0 && (
          <Select
            label={t('work.fallback')}
            description={t('work.fallbackHelp')}
            options={[
              { value: '', label: t('work.none') },
              ...installed.map(agent => ({ value: agent, label: agent })),
            ]}
            value={settings.fallback}
            onChange={value => change({ fallback: String(value ?? '') })}
          />
        )}
        <TextField
          label={t('work.budgetField')}
          inputMode="decimal"
          description={t(
            problem === 'budget' ? 'work.budgetWrong' : 'work.budgetHelp',
            {
              most: formatDollars(choices.mostBudgetDollars),
              usual: formatDollars(choices.defaultBudgetDollars),
            },
          )}
          isInvalid={problem === 'budget'}
          value={settings.budget}
          onChange={budget => change({ budget })}
        />
        {(choices.judges.length > 0 || before.judgesBlock) && (
          <JudgesField
            choices={choices}
            isBlocked={settings.judgesBlock}
            onChange={judgesBlock => change({ judgesBlock })}
          />
        )}
      </Grid.Root>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      <Flex gap="3" align="center">
        <Button
          variant="secondary"
          isPending={act.isPending}
          isDisabled={problem !== undefined}
          onPress={save}
        >
          {t('work.save')}
        </Button>
        <Button variant="tertiary" onPress={onDiscard}>
          {t('work.discard')}
        </Button>
      </Flex>
    </Flex>
  );
}
