import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import type { Turn } from './takeTurn';
import styles from './WallPage.module.css';

export interface WallPartProps {
  title: string;
  empty: string;
  turn: Turn<unknown>;
  /** How many there are, whether they are shown now or not. */
  total: number;
  /** The rows. */
  children: ReactNode;
}

/** A titled list on the wall, and which part of it is shown. */
export function WallPart(props: WallPartProps) {
  const { title, empty, turn, total, children } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.partHead}>
        <h2 id={id}>{title}</h2>
        {turn.items.length < total && (
          <span>
            {t('wall.shown', {
              from: turn.from,
              to: turn.to,
              total,
            })}
          </span>
        )}
      </div>
      {total === 0 ? (
        <p className={styles.nothing}>{empty}</p>
      ) : (
        <ul className={styles.rows}>{children}</ul>
      )}
    </section>
  );
}
