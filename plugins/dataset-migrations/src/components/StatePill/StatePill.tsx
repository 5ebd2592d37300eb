import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MIGRATION_STATE_DESCRIPTIONS,
  TARGET_CONDITION_DESCRIPTIONS,
  TARGET_STATE_DESCRIPTIONS,
  WAVE_STATE_DESCRIPTIONS,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  MigrationState,
  StateIcon,
  StateTone,
  TargetCondition,
  TargetState,
  WaveState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Pill } from '../Pill';
import { STATE_ICONS } from './stateIcons';

/** The state of a migration. */
export function MigrationStatePill(props: { state: MigrationState }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <DescribedPill
      {...MIGRATION_STATE_DESCRIPTIONS[props.state]}
      label={t(`migrationState.${props.state}`)}
    />
  );
}

/** The state of a target. */
export function TargetStatePill(props: { state: TargetState }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <DescribedPill
      {...TARGET_STATE_DESCRIPTIONS[props.state]}
      label={t(`targetState.${props.state}`)}
    />
  );
}

/** The state of a wave. */
export function WaveStatePill(props: { state: WaveState }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <DescribedPill
      {...WAVE_STATE_DESCRIPTIONS[props.state]}
      label={t(`waveState.${props.state}`)}
    />
  );
}

/** Something to see beside a target's state. */
export function ConditionPill(props: { condition: TargetCondition }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <DescribedPill
      {...TARGET_CONDITION_DESCRIPTIONS[props.condition]}
      label={t(`condition.${props.condition}`)}
    />
  );
}

function DescribedPill(props: {
  tone: StateTone;
  icon: StateIcon;
  label: string;
}) {
  const Icon = STATE_ICONS[props.icon];
  return (
    <Pill tone={props.tone} icon={<Icon aria-hidden />}>
      {props.label}
    </Pill>
  );
}
