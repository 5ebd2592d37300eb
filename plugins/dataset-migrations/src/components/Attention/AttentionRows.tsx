import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { RiAlertLine, RiErrorWarningLine } from '@remixicon/react';
import type {
  AttentionItem,
  AttentionKind,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Moment } from '../Moment';
import { attentionPlace } from './attentionPlace';
import styles from './Attention.module.css';
import { useAttentionSentence } from './useAttentionSentence';

/** What has gone wrong, and does not only wait for somebody. */
const BAD: readonly AttentionKind[] = [
  'waveHalted',
  'deadlinePassed',
  'budgetUsedUp',
  'failed',
  'checksFailing',
];

export interface AttentionRowsProps {
  items: readonly AttentionItem[];
  /** Names the migration of each, where they are of several. */
  withMigration?: boolean;
}

/** What needs a person, each with the place where something can be done about it. */
export function AttentionRows(props: AttentionRowsProps) {
  return (
    <ul className={styles.rows}>
      {props.items.map(item => (
        <AttentionRow
          key={[
            item.migrationId,
            item.kind,
            item.wave,
            item.failureClass,
          ].join()}
          item={item}
          withMigration={props.withMigration ?? false}
        />
      ))}
    </ul>
  );
}

function AttentionRow(props: { item: AttentionItem; withMigration: boolean }) {
  const { item, withMigration } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const page = useLinks().migration(item.migrationId);
  const sentence = useAttentionSentence()(item);
  const { query, act } = attentionPlace(item);
  const search = new URLSearchParams(query).toString();
  const isBad = BAD.includes(item.kind);
  const Icon = isBad ? RiErrorWarningLine : RiAlertLine;
  return (
    <li className={styles.row}>
      <Icon aria-hidden className={isBad ? styles.bad : styles.warn} />
      <div className={styles.words}>
        <Text as="p" weight="bold">
          {sentence}
        </Text>
        {item.reason && (
          <Text as="p" className={styles.wrap}>
            <bdi>{item.reason}</bdi>
          </Text>
        )}
        <p className={styles.quiet}>
          {withMigration &&
            (page ? (
              <Link href={page}>{item.migrationTitle}</Link>
            ) : (
              item.migrationTitle
            ))}
          {withMigration && item.since && ' · '}
          {item.since && (
            <>
              {t('attention.since')} <Moment at={item.since} />
            </>
          )}
        </p>
      </div>
      {page && (search || withMigration) && (
        <ButtonLink
          size="small"
          variant="secondary"
          href={search ? `${page}?${search}` : page}
          aria-label={t('attention.seeLabel', { act: t(act), what: sentence })}
        >
          {t(act)}
        </ButtonLink>
      )}
    </li>
  );
}
