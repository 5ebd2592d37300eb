import type { ReactNode } from 'react';
import styles from './Layout.module.css';

/** The acts that lead on from a long page; they stay in sight while it is read. */
export function ActBar(props: { children: ReactNode }) {
  return <div className={styles.actBar}>{props.children}</div>;
}
