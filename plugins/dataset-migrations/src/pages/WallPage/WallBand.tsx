import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiAlarmWarningLine,
  RiCheckLine,
  RiWifiOffLine,
} from '@remixicon/react';
import { entityName } from '../../components/EntityLink';
import { relativeTime } from '../../components/Moment';
import { datasetMigrationsTranslationRef } from '../../translation';
import type { WallAlert } from './findWallAlert';
import styles from './WallPage.module.css';

/** One sentence over the whole width that is always there, so that nothing moves when it changes. */
export function WallBand(props: { alert: WallAlert | undefined; now: Date }) {
  const { alert, now } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const Icon = iconOf(alert);
  return (
    <p className={`${styles.band} ${styles[toneOf(alert)]}`} role="status">
      <Icon aria-hidden />
      <span>{describe()}</span>
    </p>
  );

  function describe(): string {
    switch (alert?.kind) {
      case 'stale':
        return t('wall.stale', { time: alert.since.toLocaleTimeString() });
      case 'stopped': {
        const { switched } = alert;
        return switched?.reason
          ? t('wall.stoppedBy', {
              by: nameOf(switched.by),
              time: relativeTime(new Date(switched.at), now),
              reason: switched.reason,
            })
          : t('wall.stopped');
      }
      case 'noReplica':
        return t('wall.noReplica');
      case 'blocked':
        return t('wall.blocked', {
          host: alert.host,
          time: alert.until.toLocaleTimeString(),
          reason: alert.reason,
        });
      default:
        return t('wall.calm');
    }
  }
}

function nameOf(actor: string): string {
  return actor.startsWith('user:') ? entityName(actor) : actor;
}

function toneOf(alert: WallAlert | undefined): 'good' | 'warn' | 'bad' {
  if (!alert) {
    return 'good';
  }
  return alert.kind === 'blocked' ? 'warn' : 'bad';
}

function iconOf(alert: WallAlert | undefined): typeof RiCheckLine {
  if (!alert) {
    return RiCheckLine;
  }
  return alert.kind === 'stale' ? RiWifiOffLine : RiAlarmWarningLine;
}
