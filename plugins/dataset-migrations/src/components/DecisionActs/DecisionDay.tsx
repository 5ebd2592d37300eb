import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import type { DecisionDays } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DayField } from '../DayField';
import { formatDay } from '../Moment';
import { addDays } from './addDays';

const WEEKS = [1, 2, 4] as const;

export interface DecisionDayProps {
  kind: 'snooze' | 'exception' | 'promise';
  days: DecisionDays;
  isRequired?: boolean;
  /** Whether somebody wanted to go on without one. */
  isMissing?: boolean;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (day: string) => void;
}

/** The day of a decision, within what is allowed and with the deadline in view. */
export function DecisionDay(props: DecisionDayProps) {
  const { kind, days, value, onChange } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const latest = kind === 'snooze' ? days.latestSnooze : days.latestException;
  const isLate = days.deadline !== undefined && value > days.deadline;
  const weeks = WEEKS.map(count => ({
    count,
    day: addDays(days.earliest, count * 7 - 1),
  })).filter(({ day }) => day <= latest);
  const help = [
    ...(props.isMissing ? [t('decision.dayMissing')] : []),
    t('decision.dayHelp', {
      earliest: formatDay(days.earliest),
      latest: formatDay(latest),
      zone: days.timeZone,
    }),
    days.deadline === undefined
      ? t('decision.noDeadline')
      : t('decision.deadline', { date: formatDay(days.deadline) }),
    ...(isLate ? [t('decision.afterDeadline')] : []),
  ].join(' ');
  return (
    <Flex direction="column" gap="2">
      <DayField
        label={t(`decision.${kind}Day`)}
        description={help}
        isRequired={props.isRequired}
        isInvalid={
          props.isMissing ||
          (value !== '' && (value < days.earliest || value > latest))
        }
        min={days.earliest}
        max={latest}
        value={value}
        onChange={onChange}
      />
      {kind === 'snooze' && (
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          {weeks.map(({ count, day }) => (
            <Button
              key={count}
              size="small"
              variant="secondary"
              onPress={() => onChange(day)}
            >
              {t('decision.weeks', { count })}
            </Button>
          ))}
        </Flex>
      )}
    </Flex>
  );
}
