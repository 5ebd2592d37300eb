import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseLine,
  RiGitClosePullRequestLine,
  RiGitMergeLine,
  RiGitPullRequestLine,
  RiTimeLine,
} from '@remixicon/react';
import type {
  CheckRun,
  PullRequest,
  Review,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ExternalLink } from '../ExternalLink';
import { Panel } from '../Layout';
import { Moment } from '../Moment';
import { Pill } from '../Pill';
import styles from './PullRequestPanel.module.css';

const STATES = {
  open: { tone: 'info', Icon: RiGitPullRequestLine, label: 'target.prOpen' },
  merged: { tone: 'good', Icon: RiGitMergeLine, label: 'target.prMerged' },
  closed: {
    tone: 'warn',
    Icon: RiGitClosePullRequestLine,
    label: 'target.prClosed',
  },
} as const satisfies Record<PullRequest['state'], object>;

const CHECKS = {
  pending: { tone: 'neutral', Icon: RiTimeLine, label: 'target.checkPending' },
  passed: { tone: 'good', Icon: RiCheckLine, label: 'target.checkPassed' },
  failed: { tone: 'bad', Icon: RiCloseLine, label: 'target.checkFailed' },
} as const satisfies Record<CheckRun['state'], object>;

const REVIEWS = {
  requested: { tone: 'neutral', label: 'target.reviewRequested' },
  approved: { tone: 'good', label: 'target.reviewApproved' },
  changesRequested: { tone: 'warn', label: 'target.reviewChangesRequested' },
  commented: { tone: 'neutral', label: 'target.reviewCommented' },
} as const satisfies Record<Review['state'], object>;

/** The pull request of a target as the code host last showed it. */
export function PullRequestPanel(props: {
  pullRequest: PullRequest | undefined;
}) {
  const { pullRequest } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (!pullRequest) {
    return (
      <Panel title={t('target.pullRequest')}>
        <Text as="p">{t('target.noPullRequest')}</Text>
      </Panel>
    );
  }
  const { tone, Icon, label } = STATES[pullRequest.state];
  return (
    <Panel title={t('target.pullRequest')}>
      <Flex direction="column" gap="3">
        <div className={styles.line}>
          <ExternalLink href={pullRequest.url}>
            {t('targets.number', { number: String(pullRequest.number) })}{' '}
            <bdi>{pullRequest.title}</bdi>
          </ExternalLink>
          <Pill tone={tone} icon={<Icon aria-hidden />}>
            {t(label)}
          </Pill>
        </div>
        <section aria-label={t('target.checks')}>
          <Text as="h4" weight="bold">
            {t('target.checks')}
          </Text>
          {pullRequest.checks.length === 0 && (
            <Text as="p">{t('target.noChecks')}</Text>
          )}
          <ul className={styles.list}>
            {pullRequest.checks.map(check => (
              <CheckLine key={check.name} check={check} />
            ))}
          </ul>
        </section>
        <section aria-label={t('target.reviews')}>
          <Text as="h4" weight="bold">
            {t('target.reviews')}
          </Text>
          {pullRequest.reviews.length === 0 && (
            <Text as="p">{t('target.noReviews')}</Text>
          )}
          <ul className={styles.list}>
            {pullRequest.reviews.map(({ reviewer, state }) => (
              <li key={reviewer} className={styles.line}>
                <Pill tone={REVIEWS[state].tone}>
                  {t(REVIEWS[state].label)}
                </Pill>
                <bdi>{reviewer}</bdi>
              </li>
            ))}
          </ul>
        </section>
        <Text as="p" variant="body-small">
          {t('target.observed')} <Moment at={pullRequest.observedAt} />
        </Text>
      </Flex>
    </Panel>
  );
}

function CheckLine(props: { check: CheckRun }) {
  const { name, state, url } = props.check;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { tone, Icon, label } = CHECKS[state];
  return (
    <li className={styles.line}>
      <Pill tone={tone} icon={<Icon aria-hidden />}>
        {t(label)}
      </Pill>
      <ExternalLink href={url}>
        <bdi>{name}</bdi>
      </ExternalLink>
    </li>
  );
}
