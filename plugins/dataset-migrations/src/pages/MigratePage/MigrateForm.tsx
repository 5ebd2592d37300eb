import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  ButtonLink,
  Flex,
  Grid,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import { EVIDENCE_LEVELS } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  ContractDraft,
  EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useCallback, useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { ContractEditor } from '../../components/ContractEditor';
import { DayField } from '../../components/DayField';
import { ErrorNotice } from '../../components/ErrorNotice';
import { Loading } from '../../components/Loading';
import { formatDay } from '../../components/Moment';
import { useAct } from '../../hooks/useAct';
import { useGoTo, useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { useContractDraft } from './useContractDraft';

const DEFAULT_LEVEL: EvidenceLevel = 'E2';
/** What the verifiers can prove today; a higher demand would send every target to a person. */
const OFFERED_LEVELS = EVIDENCE_LEVELS.slice(1);

const SOURCE_TEXTS = {
  annotation: 'migrate.sourceAnnotation',
  schemas: 'migrate.sourceSchemas',
  names: 'migrate.sourceNames',
} as const satisfies Record<ContractDraft['source'], string>;

/** The form that makes a draft and plans it. */
export function MigrateForm(props: { from: string | undefined }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const goTo = useGoTo();
  const [from, setFrom] = useState(props.from ?? '');
  const [to, setTo] = useState('');
  const [contract, setContract] = useState('');
  const [source, setSource] = useState<ContractDraft['source']>();
  const [level, setLevel] = useState<EvidenceLevel>(DEFAULT_LEVEL);
  const [deadline, setDeadline] = useState('');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [draftId, setDraftId] = useState<string>();
  const act = useAct();

  const takeDraft = useCallback((draft: ContractDraft) => {
    setContract(draft.contract);
    setSource(draft.source);
    if (draft.toRef) {
      setTo(draft.toRef);
    }
  }, []);
  const drafting = useContractDraft({ from: props.from, onDraft: takeDraft });

  const isContractMissing = wasSubmitted && !contract.trim();
  const isDeadlinePast =
    Boolean(deadline) && deadline < new Date().toISOString().slice(0, 10);

  async function submit() {
    setWasSubmitted(true);
    if (!contract.trim() || isDeadlinePast) {
      return;
    }
    await act.run(async () => {
      // A draft that was saved but could not be planned is changed, not made again.
      const draft = draftId
        ? await api.updateMigration({
            migrationId: draftId,
            contract,
            requiredLevel: level,
            // The API tells "take it away" (null) from "leave it" (absent).
            deadline: deadline || null,
          })
        : await api.createMigration({
            contract,
            requiredLevel: level,
            ...(deadline && { deadline }),
          });
      setDraftId(draft.id);
      await api.planMigration({ migrationId: draft.id });
      const href = links.migration(draft.id);
      if (href) {
        goTo(href);
      }
    });
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
          note={source && t(SOURCE_TEXTS[source])}
        />
      )}
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        <Select
          label={t('migrate.level')}
          description={t('migrate.levelHelp')}
          options={OFFERED_LEVELS.map(value => ({
            value,
            label: `${value} ${t(`evidence.${value}`)}`,
          }))}
          value={level}
          onChange={value =>
            setLevel(
              OFFERED_LEVELS.find(known => known === value) ?? DEFAULT_LEVEL,
            )
          }
        />
        <DayField
          label={t('migrate.deadline')}
          description={
            isDeadlinePast
              ? t('migrate.deadlinePast', { date: formatDay(deadline) })
              : t('migrate.deadlineHelp')
          }
          isInvalid={isDeadlinePast}
          value={deadline}
          onChange={setDeadline}
        />
      </Grid.Root>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={draftId ? t('migrate.draftSaved') : t('migrate.refused')}
          description={describeError(act.error)}
          customActions={
            draftId &&
            links.migration(draftId) && (
              <ButtonLink
                size="small"
                variant="secondary"
                href={links.migration(draftId)}
              >
                {t('migrate.openDraft')}
              </ButtonLink>
            )
          }
        />
      )}
      <Flex align="center" gap="4" style={{ flexWrap: 'wrap' }}>
        <Button variant="primary" isPending={act.isPending} onPress={submit}>
          {t('migrate.submit')}
        </Button>
        <Text>{t('migrate.next')}</Text>
      </Flex>
    </Flex>
  );
}
