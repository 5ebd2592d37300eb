import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Layout.module.css';

/** The room below a page's header. */
export function PageBody(props: { children: ReactNode }) {
  return (
    <Container className={styles.root}>
      <div className={styles.body}>{props.children}</div>
    </Container>
  );
}

/** The room of a tab on another plugin's page, which has its own margins. */
export function TabBody(props: { children: ReactNode }) {
  return (
    <div className={styles.root}>
      <div className={styles.body}>{props.children}</div>
    </div>
  );
}
