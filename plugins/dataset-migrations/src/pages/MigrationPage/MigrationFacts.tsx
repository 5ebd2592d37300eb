import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { EntityLink } from '../../components/EntityLink';
import { ExternalLink } from '../../components/ExternalLink';
import { Facts, Panel } from '../../components/Layout';
import { useModelWords } from '../../components/Models';
import { Day } from '../../components/Moment';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './MigrationPage.module.css';

/** Why a migration is, what it moves, who owns it, and by which rules. */
export function MigrationFacts(props: { migration: Migration }) {
  const { migration } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const words = useModelWords();
  return (
    <Panel title={t('migration.about')}>
      <Flex direction="column" gap="3">
        {migration.description && (
          <Text as="p" className={styles.wrap}>
            {migration.description}
          </Text>
        )}
        <Facts
          facts={[
            {
              label: t('migration.datasets'),
              value: (
                <>
                  <EntityList refs={migration.fromRefs} /> →{' '}
                  <EntityList refs={migration.toRefs} />
                </>
              ),
            },
            {
              label: t('migration.owner'),
              value: <EntityLink entityRef={migration.ownerRef} />,
            },
            ...(migration.coOwnerRefs.length > 0
              ? [
                  {
                    label: t('owners.coOwners'),
                    value: <EntityList refs={migration.coOwnerRefs} />,
                  },
                ]
              : []),
            {
              label: t('migration.deadline'),
              value: migration.deadline ? (
                <Day date={migration.deadline} />
              ) : (
                t('migrations.noDeadline')
              ),
            },
            {
              label: t('migration.required'),
              value: `${migration.requiredLevel} ${t(
                `evidence.${migration.requiredLevel}`,
              )}`,
            },
            {
              label: t('migration.contractVersion'),
              value: t('migration.version', {
                version: String(migration.contractVersion),
              }),
            },
            ...(migration.models
              ? [
                  {
                    label: t('models.title'),
                    value: [
                      words.spent(migration.models),
                      words.share(migration.models),
                    ].join(' · '),
                  },
                ]
              : []),
            ...(migration.guide
              ? [
                  {
                    label: t('migration.guide'),
                    value: (
                      <ExternalLink href={migration.guide}>
                        {migration.guide}
                      </ExternalLink>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Flex>
    </Panel>
  );
}

function EntityList(props: { refs: readonly string[] }) {
  return (
    <>
      {props.refs.map((entityRef, index) => (
        <span key={entityRef}>
          {index > 0 && ', '}
          <EntityLink entityRef={entityRef} />
        </span>
      ))}
    </>
  );
}
