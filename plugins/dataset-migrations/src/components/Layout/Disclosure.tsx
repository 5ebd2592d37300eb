import type { ReactNode } from 'react';
import styles from './Layout.module.css';

export interface DisclosureProps {
  summary: string;
  /** Whether it begins open. */
  isOpen?: boolean;
  children: ReactNode;
}

/** What only some readers want to see, behind a line that says what it is. */
export function Disclosure(props: DisclosureProps) {
  const { summary, isOpen, children } = props;
  return (
    <details className={styles.disclosure} open={isOpen}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
