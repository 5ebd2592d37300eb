import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './Layout.module.css';

export interface PanelProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page. */
export function Panel(props: PanelProps) {
  const headingId = useId();
  return (
    <Card role="region" aria-labelledby={headingId}>
      <CardHeader>
        <div className={styles.panelHead}>
          <Text as="h3" variant="title-x-small" weight="bold" id={headingId}>
            {props.title}
          </Text>
          {props.action}
        </div>
      </CardHeader>
      <CardBody>{props.children}</CardBody>
    </Card>
  );
}
