import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiCloseLine, RiFullscreenLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useNow } from '../../hooks/useNow';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './WallPage.module.css';

export interface WallFrameProps {
  children: ReactNode;
  onLeave: () => void;
}

/** The whole window, over all that the app has around its pages; Escape leaves it. */
export function WallFrame(props: WallFrameProps) {
  const { children, onLeave } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const frame = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // a modal dialog covers the app's own bars, and takes them out of the reach of keyboard and screen reader
    frame.current?.showModal();
    frame.current?.focus();
  }, []);
  return (
    <dialog
      ref={frame}
      className={styles.frame}
      aria-label={t('wall.title')}
      tabIndex={-1}
      onCancel={event => {
        event.preventDefault();
        onLeave();
      }}
    >
      <header className={styles.head}>
        <h1>{t('wall.title')}</h1>
        <Clock />
        <div className={styles.acts}>
          <Button
            variant="tertiary"
            iconStart={<RiFullscreenLine aria-hidden />}
            onPress={() => {
              document.documentElement.requestFullscreen();
            }}
          >
            {t('wall.fullScreen')}
          </Button>
          <Button
            variant="tertiary"
            iconStart={<RiCloseLine aria-hidden />}
            onPress={onLeave}
          >
            {t('wall.leave')}
          </Button>
        </div>
      </header>
      {children}
    </dialog>
  );
}

function Clock() {
  const now = useNow(1);
  return (
    <time className={styles.clock} dateTime={now.toISOString()}>
      {now.toLocaleTimeString(undefined, {
        hour: '2-digit',
        minute: '2-digit',
      })}
    </time>
  );
}
