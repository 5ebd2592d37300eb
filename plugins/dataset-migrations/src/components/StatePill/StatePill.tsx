import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  MigrationState,
  TargetCondition,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Pill } from '../Pill';
import { CONDITION_LOOKS, MIGRATION_LOOKS, TARGET_LOOKS } from './looks';

/** The state of a migration. */
export function MigrationStatePill(props: { state: MigrationState }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { tone, Icon } = MIGRATION_LOOKS[props.state];
  return (
    <Pill tone={tone} icon={<Icon aria-hidden />}>
      {t(`migrationState.${props.state}`)}
    </Pill>
  );
}

/** The state of a target. */
export function TargetStatePill(props: { state: TargetState }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { tone, Icon } = TARGET_LOOKS[props.state];
  return (
    <Pill tone={tone} icon={<Icon aria-hidden />}>
      {t(`targetState.${props.state}`)}
    </Pill>
  );
}

/** Something to see beside a target's state. */
export function ConditionPill(props: { condition: TargetCondition }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { tone, Icon } = CONDITION_LOOKS[props.condition];
  return (
    <Pill tone={tone} icon={<Icon aria-hidden />}>
      {t(`condition.${props.condition}`)}
    </Pill>
  );
}
