import type { StateTone } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ReactNode } from 'react';
import styles from './Pill.module.css';

export interface PillProps {
  tone: StateTone;
  icon?: ReactNode;
  children: ReactNode;
}

/** A small mark of icon and words; the tone never stands alone. */
export function Pill(props: PillProps) {
  return (
    <span className={`${styles.pill} ${styles[props.tone]}`}>
      {props.icon}
      <span>{props.children}</span>
    </span>
  );
}
