import { Header, useBreakpoint } from '@backstage/ui';
import type { HeaderProps } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Layout.module.css';

export interface PageHeadProps
  extends Pick<HeaderProps, 'tabs' | 'activeTabId'> {
  title: string;
  acts: ReactNode;
}

/** Title, acts and tabs of a page; the acts go below the title where they would push it away. */
export function PageHead(props: PageHeadProps) {
  const { acts, ...head } = props;
  const isNarrow = useBreakpoint().down('sm');
  return (
    <>
      <div className={styles.head}>
        <Header {...head} customActions={isNarrow ? undefined : acts} />
      </div>
      {isNarrow && <div className={styles.acts}>{acts}</div>}
    </>
  );
}
