import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import {
  parseContract,
  renderGuide,
  type Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { QueryError } from '../ErrorNotice';
import { ExternalLink } from '../ExternalLink';
import { Loading } from '../Loading';
import { byHandCommands, contractFileName } from './byHandCommands';
import { CopyText } from '../CopyText';
import styles from './DecisionActs.module.css';
import { saveText } from '../../saving/saveText';

/** How a person moves a repository by hand: the guide, the contract, and the command that does the most of it. */
export function ByHand(props: { target: Target }) {
  const { migrationId } = props.target;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: migrationId,
    load: async signal => ({
      migration: await api.getMigration({ migrationId }, { signal }),
      contract: await api.getContract({ migrationId }, { signal }),
    }),
  });
  if (query.isLoading) {
    return <Loading blocks={1} height={160} />;
  }
  if (!query.data) {
    return <QueryError query={query} />;
  }
  const { migration, contract } = query.data;
  const file = contractFileName(migration.name);
  const parsed = parseContract(contract.text).contract;
  return (
    <Flex direction="column" gap="3">
      <Text as="p">
        {t('decision.byHand', { file })}{' '}
        {migration.guide && (
          <ExternalLink href={migration.guide}>
            {t('migration.guide')}
          </ExternalLink>
        )}
      </Text>
      <div className={styles.acts}>
        <Button
          size="small"
          variant="secondary"
          onPress={() =>
            saveText({
              name: file.replace('../', ''),
              text: contract.text,
              type: 'application/yaml',
            })
          }
        >
          {t('decision.saveContract')}
        </Button>
        {parsed && (
          <Button
            size="small"
            variant="secondary"
            onPress={() =>
              saveText({
                name: file.replace('../', '').replace(/yaml$/, 'md'),
                text: renderGuide({
                  contract: parsed,
                  deadline: migration.deadline,
                }),
                type: 'text/markdown',
              })
            }
          >
            {t('decision.saveGuide')}
          </Button>
        )}
      </div>
      <CopyText label={t('decision.commands')} text={byHandCommands(file)} />
    </Flex>
  );
}
