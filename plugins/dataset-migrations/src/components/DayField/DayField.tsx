import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useId } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './DayField.module.css';

export interface DayFieldProps {
  label: string;
  description?: string;
  isInvalid?: boolean;
  isRequired?: boolean;
  /** First day that makes sense, `YYYY-MM-DD`. */
  min?: string;
  /** Last day that makes sense. */
  max?: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (day: string) => void;
}

/** A day of the calendar, picked with what the browser offers for it. */
export function DayField(props: DayFieldProps) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {props.label}{' '}
        {props.isRequired && (
          <span className={styles.required}>{t('decision.required')}</span>
        )}
      </label>
      {props.description && (
        <Text as="p" variant="body-small" id={`${id}-help`}>
          {props.description}
        </Text>
      )}
      <input
        id={id}
        type="date"
        aria-describedby={props.description && `${id}-help`}
        aria-invalid={props.isInvalid}
        aria-required={props.isRequired}
        min={props.min}
        max={props.max}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
    </div>
  );
}
