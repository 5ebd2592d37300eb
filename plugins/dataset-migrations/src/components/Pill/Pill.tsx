import type { ReactNode } from 'react';
import styles from './Pill.module.css';

/** How a state feels: nothing to say, on its way, good, to be looked at, bad. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

export interface PillProps {
  tone: Tone;
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
