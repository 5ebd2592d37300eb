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
import { KeptNotice, KeptStatus, NewerNotice } from '../../components/KeptText';
import { ActBar } from '../../components/Layout';
import { Loading } from '../../components/Loading';
import { useAct } from '../../hooks/useAct';
import { nameOfContract, useKeptText } from '../../hooks/useKeptText';
import type { KeptTextState } from '../../hooks/useKeptText';
import { useRepeatKey } from '../../hooks/useRepeatKey';
import { useGoTo, useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { useContractDraft } from './useContractDraft';

const SOURCE_TEXTS = {
  annotation: 'migrate.sourceAnnotation',
  schemas: 'migrate.sourceSchemas',
  names: 'migrate.sourceNames',
} as const satisfies Record<ContractDraft['source'], string>;

/** A contract that is kept on the server already. */
export interface SavedDraft {
  migration: Migration;
  text: string;
  /** Of the text; the migration may be seen a moment earlier. */
  version: number;
  /** Of the contract that was read, so that nobody is overwritten unseen. */
  entityTag: string | undefined;
}

export interface MigrateFormProps {
  /** The dataset that is moved. */
  from: string | undefined;
  /** Another migration, whose contract is begun with. */
  copied?: { migrationId: string; text: string };
  /** Absent before there is a draft. */
  saved?: SavedDraft;
  onChanged?: (migration: Migration) => void;
}

/** Where a contract is written, kept as a draft, and planned; what was written and not saved comes back. */
export function MigrateForm(props: MigrateFormProps) {
  const kept = useKeptText(nameOfText(props));
  return kept.isLoading ? (
    <Loading blocks={1} height={480} />
  ) : (
    <WritableForm {...props} kept={kept} />
  );
}

function nameOfText({ saved, copied, from }: MigrateFormProps): string {
  if (saved) {
    return nameOfContract(saved.migration.id);
  }
  return copied ? `copy ${copied.migrationId}` : `new ${from ?? ''}`;
}

function WritableForm(props: MigrateFormProps & { kept: KeptTextState }) {
  const { kept } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const goTo = useGoTo();
  const [from, setFrom] = useState(props.from ?? '');
  const [to, setTo] = useState(props.saved?.migration.toRefs[0] ?? '');
  const given = props.saved?.text ?? props.copied?.text ?? '';
  const [contract, setContract] = useState(kept.found?.text ?? given);
  const [isBack, setIsBack] = useState(
    kept.found !== undefined && kept.found.text !== given,
  );
  const [source, setSource] = useState<ContractDraft['source']>();
  const [wasSubmitted, setWasSubmitted] = useState(false);
  // what was kept may have been begun from an older version than the one that stands
  const [saved, setSaved] = useState(
    props.saved && kept.found?.version !== undefined
      ? { ...props.saved, version: kept.found.version }
      : props.saved,
  );
  const keyOf = useRepeatKey();
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
    from: props.saved || kept.found ? undefined : props.from,
    onDraft: takeDraft,
  });
  const isContractMissing = wasSubmitted && !contract.trim();

  // what others save is taken over as long as nothing was written here
  const newer =
    props.saved && saved && props.saved.version > saved.version
      ? props.saved
      : undefined;
  if (newer && saved?.text === contract) {
    setSaved(newer);
    setContract(newer.text);
  }

  function write(text: string) {
    setContract(text);
    setSource(undefined);
    if (text === saved?.text) {
      forget();
    } else {
      kept.keep(text, saved?.version);
    }
  }

  function forget() {
    kept.drop();
    setIsBack(false);
  }

  function goBackTo(draft: SavedDraft | undefined) {
    setContract(draft?.text ?? given);
    setSaved(draft);
    forget();
    if (!draft && !given && from) {
      drafting.draft({ from });
    }
  }

  /** What was saved here last has its tag with the next look. */
  function tagOf({ version, entityTag }: SavedDraft): string | undefined {
    return props.saved?.version === version ? props.saved.entityTag : entityTag;
  }

  /** A draft that was saved before is changed, not made again. */
  async function save(): Promise<Migration> {
    if (saved && saved.text === contract) {
      return saved.migration;
    }
    const migration = saved
      ? await api.updateMigration(
          { migrationId: saved.migration.id, contract },
          { ifMatch: tagOf(saved) },
        )
      : await api.createMigration(
          { contract },
          { idempotencyKey: keyOf(contract) },
        );
    const { contractVersion: version } = migration;
    setSaved({ migration, text: contract, version, entityTag: undefined });
    forget();
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
      {isBack && kept.found && (
        <KeptNotice kept={kept.found} onDrop={() => goBackTo(saved)} />
      )}
      {newer && (
        <NewerNotice
          version={newer.version}
          onTake={() => goBackTo(newer)}
          onKeepOwn={() => setSaved(newer)}
        />
      )}
      {drafting.isLoading && !contract ? (
        <Loading blocks={1} height={480} />
      ) : (
        <ContractEditor
          value={contract}
          onChange={write}
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
      <ActBar>
        <Button
          variant="primary"
          isPending={act.isPending}
          isDisabled={newer !== undefined}
          onPress={() => submit('plan')}
        >
          {t('migrate.submit')}
        </Button>
        <Button
          variant="secondary"
          isPending={act.isPending}
          isDisabled={newer !== undefined}
          onPress={() => submit('save')}
        >
          {t('flow.saveDraft')}
        </Button>
        {saved?.text === contract && !act.error ? (
          <Text role="status">{t('flow.saved')}</Text>
        ) : (
          <KeptStatus state={kept} />
        )}
      </ActBar>
    </Flex>
  );
}
