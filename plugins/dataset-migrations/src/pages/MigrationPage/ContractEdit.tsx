import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  Migration,
  StoredContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { ContractEditor } from '../../components/ContractEditor';
import { KeptNotice, KeptStatus, NewerNotice } from '../../components/KeptText';
import { Loading } from '../../components/Loading';
import { useAct } from '../../hooks/useAct';
import { nameOfContract, useKeptText } from '../../hooks/useKeptText';
import type { KeptTextState } from '../../hooks/useKeptText';
import { datasetMigrationsTranslationRef } from '../../translation';

export interface ContractEditProps {
  migration: Migration;
  /** As it stands on the server. */
  stored: StoredContract;
  entityTag: string | undefined;
  onChanged: (migration: Migration) => void;
  onEnd: () => void;
}

/** The contract of a migration that has not started, to be changed; what was written and not saved comes back. */
export function ContractEdit(props: ContractEditProps) {
  const kept = useKeptText(nameOfContract(props.migration.id));
  return kept.isLoading ? (
    <Loading blocks={1} height={480} />
  ) : (
    <WritableContract {...props} kept={kept} />
  );
}

function WritableContract(props: ContractEditProps & { kept: KeptTextState }) {
  const { migration, stored, entityTag, onChanged, onEnd, kept } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [text, setText] = useState(kept.found?.text ?? stored.text);
  const [isBack, setIsBack] = useState(
    kept.found !== undefined && kept.found.text !== stored.text,
  );
  // what is changed here; another version may come while somebody writes
  const [base, setBase] = useState({
    version: kept.found?.version ?? stored.version,
    entityTag,
  });
  const isNewer = stored.version > base.version;
  const act = useAct();

  function write(written: string) {
    setText(written);
    kept.keep(written, base.version);
  }

  function takeStored() {
    setText(stored.text);
    setBase({ version: stored.version, entityTag });
    setIsBack(false);
    kept.drop();
  }

  async function save() {
    await act.run(async () => {
      onChanged(
        await api.updateMigration(
          { migrationId: migration.id, contract: text },
          { ifMatch: base.entityTag },
        ),
      );
      kept.drop();
      onEnd();
    });
  }

  return (
    <Flex direction="column" gap="3">
      {isBack && kept.found && (
        <KeptNotice kept={kept.found} onDrop={takeStored} />
      )}
      {isNewer && (
        <NewerNotice
          version={stored.version}
          onTake={takeStored}
          onKeepOwn={() => setBase({ version: stored.version, entityTag })}
        />
      )}
      <ContractEditor value={text} onChange={write} />
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      <Flex gap="3" align="center" style={{ flexWrap: 'wrap' }}>
        <Button
          variant="secondary"
          isPending={act.isPending}
          isDisabled={isNewer}
          onPress={save}
        >
          {t('contract.save')}
        </Button>
        <Button
          variant="tertiary"
          onPress={() => {
            kept.drop();
            onEnd();
          }}
        >
          {t('contract.discard')}
        </Button>
        <Text>{t('contract.editHelp')}</Text>
        <KeptStatus state={kept} />
      </Flex>
    </Flex>
  );
}
