import { Text } from '@backstage/ui';
import { useId } from 'react';
import styles from './DayField.module.css';

export interface DayFieldProps {
  label: string;
  description?: string;
  isInvalid?: boolean;
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
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{props.label}</label>
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
        min={props.min}
        max={props.max}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
    </div>
  );
}
