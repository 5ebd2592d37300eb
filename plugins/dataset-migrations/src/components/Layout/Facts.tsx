import type { ReactNode } from 'react';
import styles from './Layout.module.css';

/** Pairs of a name and what it is. */
export function Facts(props: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {props.facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
