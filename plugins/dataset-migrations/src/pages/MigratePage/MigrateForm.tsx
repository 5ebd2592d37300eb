import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  ButtonLink,
  Flex,
  Grid,
  Text,
  TextField,
} from '@backstage/ui';
import type {
  ContractDraft,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useCallback, useRef, useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { ContractEditor } from '../../components/ContractEditor';
import { isPlanned } from '../../components/FlowSteps';
import { ErrorNotice } from '../../components/ErrorNotice';
import { Loading } from '../../components/Loading';
import { useAct } from '../../hooks/useAct';
import { useGoTo, useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { useContractDraft } from './useContractDraft';

const SOURCE_TEXTS = {
  annotation: 'migrate.sourceAnnotation',
  schemas: 'migrate.sourceSchemas',
  names: 'migrate.sourceNames',
} as const satisfies Record<ContractDraft['source'], string>;

/** A contract that is kept on the server already. */
interface SavedDraft {
  migration: Migration;
  text: string;
}

export interface MigrateFormProps {
  /** The dataset that is moved. */
  from: string | undefined;
  /** The contract of another migration, to begin with. */
  copied?: string;
  /** Absent before there is a draft. */
  saved?: SavedDraft;
  onChanged?: (migration: Migration) => void;
}

/** Where a contract is written, kept as a draft, and planned. */
export function MigrateForm(props: MigrateFormProps) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const goTo = useGoTo();
  const [from, setFrom] = useState(props.from ?? '');
  const [to, setTo] = useState(props.saved?.migration.toRefs[0] ?? '');
  const [contract, setContract] = useState(
    props.saved?.text ?? props.copied ?? '',
  );
  const [source, setSource] = useState<ContractDraft['source']>();
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [saved, setSaved] = useState(props.saved);
  const problems = useRef<HTMLElement>(null);
  const act = useAct();

  const takeDraft = useCallback((draft: ContractDraft) => {
    setContract(draft.contract);
    setSource(draft.source);
    if (draft.toRef) {
      setTo(draft.toRef);
    }
  }, []);
  const drafting = useContractDraft({
    from: props.saved ? undefined : props.from,
    onDraft: takeDraft,
  });
  const isContractMissing = wasSubmitted && !contract.trim();

  /** A draft that was saved before is changed, not made again. */
  async function save(): Promise<Migration> {
    if (saved && saved.text === contract) {
      return saved.migration;
    }
    const migration = saved
      ? await api.updateMigration({
          migrationId: saved.migration.id,
          contract,
        })
      : await api.createMigration({ contract });
    setSaved({ migration, text: contract });
    return migration;
  }

  async function submit(next: 'save' | 'plan') {
    setWasSubmitted(true);
    const isDone =
      contract.trim() !== '' &&
      (await act.run(async () => {
        const draft = await save();
        const { id } = draft;
        const changed =
          next === 'plan' && !isPlanned(draft)
            ? await api.planMigration({ migrationId: id })
            : draft;
        props.onChanged?.(changed);
        const href = links.flow(id, next === 'plan' ? 'who' : 'what');
        if (href) {
          goTo(href);
        }
      }));
    if (!isDone) {
      problems.current?.focus();
    }
  }

  return (
    <Flex direction="column" gap="5">
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        <TextField
          label={t('migrate.from')}
          description={t('migrate.fromHelp')}
          isReadOnly={Boolean(props.from)}
          value={from}
          onChange={setFrom}
        />
        <Flex direction="column" gap="2">
          <TextField
            label={t('migrate.to')}
            description={t('migrate.toHelp')}
            value={to}
            onChange={setTo}
          />
          <div>
            <Button
              variant="secondary"
              size="small"
              isPending={drafting.isLoading}
              isDisabled={!from.trim()}
              onPress={() =>
                drafting.draft({
                  from: from.trim(),
                  ...(to.trim() && { to: to.trim() }),
                })
              }
            >
              {contract ? t('migrate.draftAgain') : t('migrate.draft')}
            </Button>
          </div>
        </Flex>
      </Grid.Root>
      {drafting.error && <ErrorNotice error={drafting.error} />}
      {drafting.isLoading && !contract ? (
        <Loading blocks={1} height={480} />
      ) : (
        <ContractEditor
          value={contract}
          onChange={setContract}
          error={isContractMissing ? t('migrate.missingContract') : undefined}
          note={
            source
              ? t(SOURCE_TEXTS[source])
              : props.copied && t('report.cloned')
          }
          problemsRef={problems}
        />
      )}
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={saved ? t('migrate.draftSaved') : t('migrate.refused')}
          description={describeError(act.error)}
          customActions={
            saved &&
            !props.saved &&
            links.flow(saved.migration.id, 'what') && (
              <ButtonLink
                size="small"
                variant="secondary"
                href={links.flow(saved.migration.id, 'what')}
              >
                {t('migrate.openDraft')}
              </ButtonLink>
            )
          }
        />
      )}
      <Flex align="center" gap="4" style={{ flexWrap: 'wrap' }}>
        <Button
          variant="primary"
          isPending={act.isPending}
          onPress={() => submit('plan')}
        >
          {t('migrate.submit')}
        </Button>
        <Button
          variant="secondary"
          isPending={act.isPending}
          onPress={() => submit('save')}
        >
          {t('flow.saveDraft')}
        </Button>
        {saved?.text === contract && !act.error && (
          <Text role="status">{t('flow.saved')}</Text>
        )}
      </Flex>
    </Flex>
  );
}
