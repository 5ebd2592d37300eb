import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  Migration,
  Wave,
  WaveList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { summarizeTargets } from '../../../api/summarizeTargets';
import { EntityLink } from '../../../components/EntityLink';
import { Facts, Panel } from '../../../components/Layout';
import { Moment } from '../../../components/Moment';
import { TargetProgress } from '../../../components/SegmentBar';
import { WaveStatePill } from '../../../components/StatePill';
import { useLinks } from '../../../routing';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { useGateSentences } from './useGateSentences';
import { WaveActs } from './WaveActs';
import styles from './Waves.module.css';

export interface WaveCardProps {
  migration: Migration;
  wave: Wave;
  onChanged: (waves: WaveList) => void;
}

/** One wave: how far it is, what its gate asks for and waits for, and what one may do. */
export function WaveCard(props: WaveCardProps) {
  const { migration, wave, onChanged } = props;
  const { number, title, state, gate } = wave;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const gateSentences = useGateSentences()(gate);
  const summary = summarizeTargets(wave);
  const href = links.migration(migration.id);
  const isBegun = migration.state !== 'draft' && migration.state !== 'planned';
  const line =
    !isBegun && number === 1 ? t('waves.opensAtStart') : t(`waveLine.${state}`);

  return (
    <Panel
      title={t('waves.name', { number: String(number), title })}
      action={
        <WaveActs
          migrationId={migration.id}
          wave={wave}
          mayRevert={migration.allowed.includes('revert') && summary.merged > 0}
          onChanged={onChanged}
        />
      }
    >
      <div className={styles.wave}>
        <div className={styles.state}>
          <WaveStatePill state={state} />
          <Text>
            {line} {wave.stateReason}{' '}
            {isBegun && (
              <span className={styles.quiet}>
                {t('migration.since')} <Moment at={wave.stateSince} />
              </span>
            )}
          </Text>
        </div>
        <TargetProgress summary={summary} />
        <Facts
          facts={[
            {
              label: t('waves.gate'),
              value: gateSentences.length
                ? gateSentences.join(' · ')
                : t('waves.noGate'),
            },
            ...(wave.targetsWorkedOn !== undefined
              ? [
                  {
                    label: t('waves.models'),
                    value: t('waves.withoutModel', {
                      without: String(wave.targetsWithoutModel ?? 0),
                      worked: String(wave.targetsWorkedOn),
                    }),
                  },
                ]
              : []),
            ...(wave.approvedBy
              ? [
                  {
                    label: t('waves.approvedBy'),
                    value: <EntityLink entityRef={wave.approvedBy} />,
                  },
                ]
              : []),
          ]}
        />
        {isBegun && wave.waitsFor.length > 0 && (
          <div>
            <Text as="p" weight="bold">
              {t('waves.waitsFor')}
            </Text>
            <ul className={styles.waits}>
              {wave.waitsFor.map(sentence => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        )}
        {href && (
          <Link href={`${href}?wave=${number}`}>
            {t('waves.targets', { count: wave.targetCount })}
          </Link>
        )}
      </div>
    </Panel>
  );
}
