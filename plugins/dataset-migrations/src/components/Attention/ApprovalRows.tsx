import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { RiUserFollowLine } from '@remixicon/react';
import type { Approval } from '@skein/backstage-plugin-dataset-migrations-common';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { actorName } from '../EntityLink';
import { Moment } from '../Moment';
import styles from './Attention.module.css';

/** What waits for a second person, each with the page where it is looked at and approved. */
export function ApprovalRows(props: { approvals: readonly Approval[] }) {
  return (
    <ul className={styles.rows}>
      {props.approvals.map(approval => (
        <ApprovalRow key={approval.id} approval={approval} />
      ))}
    </ul>
  );
}

function ApprovalRow(props: { approval: Approval }) {
  const { act, migrationId, migrationTitle, allowed, ...approval } =
    props.approval;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const page = useLinks().migration(migrationId);
  const words = {
    who: actorName(approval.requestedBy),
    what: approval.subject ?? '',
    count: approval.targetCount,
  };
  const sentence = t(
    act === 'start' ? 'approval.startAsked' : 'approval.revertAsked',
    words,
  );
  const see = t(
    allowed.includes('approve') ? 'approval.decide' : 'attention.seeMigration',
  );
  return (
    <li className={styles.row}>
      <RiUserFollowLine aria-hidden className={styles.warn} />
      <div className={styles.words}>
        <Text as="p" weight="bold" className={styles.wrap}>
          <bdi>{sentence}</bdi>
        </Text>
        {approval.reason && (
          <Text as="p" className={styles.wrap}>
            <bdi>{approval.reason}</bdi>
          </Text>
        )}
        <p className={styles.quiet}>
          {page ? (
            <Link href={page}>
              <bdi>{migrationTitle}</bdi>
            </Link>
          ) : (
            <bdi>{migrationTitle}</bdi>
          )}
          {' · '}
          {t('approval.since')} <Moment at={approval.requestedAt} />
        </p>
      </div>
      {page && (
        <ButtonLink
          size="small"
          variant="secondary"
          href={page}
          aria-label={t('attention.seeLabel', { act: see, what: sentence })}
        >
          {see}
        </ButtonLink>
      )}
    </li>
  );
}
