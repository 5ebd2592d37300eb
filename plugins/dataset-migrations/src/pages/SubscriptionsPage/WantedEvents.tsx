import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import type { EventSubscription } from '@skein/backstage-plugin-dataset-migrations-common';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Which kinds in short, and of which migration. */
export function WantedEvents(props: { subscription: EventSubscription }) {
  const { kinds, migrationId } = props.subscription;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Flex direction="column" align="start" gap="1">
      <Text>
        {kinds.length === 0
          ? t('subscriptions.everyKind')
          : t('subscriptions.kinds', { count: kinds.length })}
      </Text>
      {migrationId && <OneMigration migrationId={migrationId} />}
    </Flex>
  );
}

/** The migration whose events alone are wanted. */
export function OneMigration(props: { migrationId: string }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const href = useLinks().migration(props.migrationId);
  const text = t('subscriptions.oneMigration');
  return href ? <Link href={href}>{text}</Link> : <Text>{text}</Text>;
}
