import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Room for what comes, as many blocks as will be there. */
export function Loading(props: { blocks: number; height: number }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Flex direction="column" gap="4" role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: props.blocks }, (_, index) => (
        <Skeleton key={index} width="100%" height={props.height} />
      ))}
    </Flex>
  );
}
