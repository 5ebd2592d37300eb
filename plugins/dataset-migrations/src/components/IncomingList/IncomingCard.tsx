import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  ButtonLink,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Link,
  Text,
} from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type {
  IncomingItem,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useId } from 'react';
import { describeError } from '../../api/describeError';
import { useAct } from '../../hooks/useAct';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DecisionActs, DecisionLine } from '../DecisionActs';
import { EntityLink, entityName } from '../EntityLink';
import { EvidenceBadge } from '../Evidence';
import { ExternalLink } from '../ExternalLink';
import { formatDay } from '../Moment';
import { ConditionPill, TargetStatePill } from '../StatePill';
import { repositoryName } from '../repositoryName';
import { safeHref } from '../safeHref';
import styles from './IncomingList.module.css';

/** How many places are named on a card; the rest is on the target's page. */
const PLACES_SHOWN = 3;

export interface IncomingCardProps {
  item: IncomingItem;
  /** `YYYY-MM-DD`. */
  today: string;
  /** Called when something was decided. */
  onChanged: () => void;
}

/** What a consumer team has to know and to do about one target. */
export function IncomingCard(props: IncomingCardProps) {
  const { target, migration } = props.item;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const headingId = useId();
  const act = useAct();
  const targetHref = links.target(target.id);
  const reviewHref =
    target.pullRequest?.state === 'open'
      ? safeHref(target.pullRequest.url)
      : undefined;
  const names = {
    repository: repositoryName(target.repository),
    from: migration.fromRefs.map(entityName).join(', '),
    to: migration.toRefs.map(entityName).join(', '),
  };

  function sayChange({
    state,
    filesChanged,
    linesAdded,
    linesRemoved,
  }: Target) {
    if (filesChanged) {
      return t('incoming.reads', {
        ...names,
        files: t('targets.files', { count: filesChanged }),
        lines: String(Math.max(linesAdded ?? 0, linesRemoved ?? 0)),
      });
    }
    return state === 'noChanges'
      ? t('incoming.noChanges', names)
      : t('incoming.willRead', names);
  }

  return (
    <Card role="article" aria-labelledby={headingId}>
      <CardHeader>
        <div className={styles.head}>
          <Text as="h3" variant="title-x-small" weight="bold" id={headingId}>
            {links.migration(migration.id) ? (
              <Link
                href={links.migration(migration.id)}
                variant="title-x-small"
                weight="bold"
              >
                {migration.title}
              </Link>
            ) : (
              migration.title
            )}{' '}
            <bdi className={styles.repository}>{names.repository}</bdi>
          </Text>
          <Flex gap="2" align="center" className={styles.marks}>
            {migration.deadline && (
              <Text>
                {migration.deadline < props.today
                  ? t('incoming.overdue', {
                      date: formatDay(migration.deadline),
                    })
                  : t('incoming.due', { date: formatDay(migration.deadline) })}
              </Text>
            )}
            <TargetStatePill state={target.state} />
            {target.conditions.map(condition => (
              <ConditionPill key={condition} condition={condition} />
            ))}
          </Flex>
        </div>
      </CardHeader>
      <CardBody>
        <dl className={styles.facts}>
          <dt>{t('incoming.why')}</dt>
          <dd>
            {migration.description ?? t('incoming.noDescription')}{' '}
            {migration.guide && (
              <ExternalLink href={migration.guide}>
                {t('migration.guide')}
              </ExternalLink>
            )}{' '}
            {t('incoming.askOwner')}{' '}
            <EntityLink entityRef={migration.ownerRef} />
          </dd>
          <dt>{t('incoming.what')}</dt>
          <dd>{sayChange(target)}</dd>
          {target.evidence && (
            <>
              <dt>{t('incoming.proof')}</dt>
              <dd>
                <EvidenceBadge
                  evidence={target.evidence}
                  requiredLevel={migration.requiredLevel}
                />{' '}
                {t(`evidence.${target.evidence.level}`)}
              </dd>
            </>
          )}
          <dt>{t('incoming.you')}</dt>
          <dd>
            {target.nextStep}
            <DecisionLine
              target={target}
              act={act}
              onChanged={props.onChanged}
            />
            {target.findings.length > 0 && (
              <>
                <br />
                {t('incoming.decide', { count: target.findings.length })}
                <ul className={styles.places}>
                  {target.findings.slice(0, PLACES_SHOWN).map(finding => (
                    <li
                      key={`${finding.file}:${finding.line}:${finding.message}`}
                    >
                      <code dir="ltr">
                        {finding.file}
                        {finding.line !== undefined && `:${finding.line}`}
                      </code>{' '}
                      {finding.message}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </dd>
        </dl>
        {act.error && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('migration.actFailed')}
            description={describeError(act.error)}
          />
        )}
      </CardBody>
      <CardFooter>
        <Flex gap="2" className={styles.acts}>
          {reviewHref && (
            <ButtonLink
              href={reviewHref}
              target="_blank"
              rel="noopener noreferrer"
              variant="primary"
              iconEnd={<RiExternalLinkLine aria-hidden />}
            >
              {t('incoming.review')}
            </ButtonLink>
          )}
          {targetHref && (
            <ButtonLink
              href={targetHref}
              variant={reviewHref ? 'secondary' : 'primary'}
            >
              {t('incoming.details')}
            </ButtonLink>
          )}
          <DecisionActs target={target} act={act} onChanged={props.onChanged} />
        </Flex>
      </CardFooter>
    </Card>
  );
}
