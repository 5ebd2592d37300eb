import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Text } from '@backstage/ui';
import { migrationCreatePermission } from '@skein/backstage-plugin-dataset-migrations-common';
import { useLinks } from '../routing';
import { datasetMigrationsTranslationRef } from '../translation';

export interface MigrateButtonProps {
  from: string;
  variant: 'primary' | 'secondary';
}

/** The way into the migrate flow, or the reason why there is none. */
export function MigrateButton(props: MigrateButtonProps) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const href = useLinks().migrate(props.from);
  const { allowed, loading } = usePermission({
    permission: migrationCreatePermission,
  });
  if (loading || !href) {
    return null;
  }
  if (!allowed) {
    return <Text>{t('dataset.mayNotMigrate')}</Text>;
  }
  return (
    <ButtonLink href={href} variant={props.variant}>
      {t('dataset.migrate')}
    </ButtonLink>
  );
}
