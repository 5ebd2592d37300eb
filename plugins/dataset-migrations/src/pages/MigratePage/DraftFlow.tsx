import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Header, Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { useEffect, useRef } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { EmptyNotice } from '../../components/EmptyNotice';
import { chooseStep, FlowSteps, planFlow } from '../../components/FlowSteps';
import type { FlowStep } from '../../components/FlowSteps';
import { ActBar, PageBody, QueryPage } from '../../components/Layout';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { WavesTab, WorkPanel } from '../MigrationPage';
import { PreviewStep } from './PreviewStep';
import { StartStep } from './StartStep';
import { WhatStep } from './WhatStep';
import { WhoStep } from './WhoStep';

const NEXT = {
  who: { step: 'how', text: 'flow.toHow' },
  how: { step: 'preview', text: 'flow.toPreview' },
  preview: { step: 'start', text: 'flow.toStart' },
} as const;

/** A migration on its way to its start, a step at a time. */
export function DraftFlow(props: {
  migrationId: string;
  askedStep: string | undefined;
}) {
  const { migrationId, askedStep } = props;
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: migrationId,
    load: signal => api.getMigration({ migrationId }, { signal }),
    isBusy: ({ previewing }) => previewing,
  });
  return (
    <QueryPage query={query} loading={{ blocks: 3, height: 120 }}>
      {migration => (
        <LoadedFlow
          migration={migration}
          askedStep={askedStep}
          onChanged={query.setData}
        />
      )}
    </QueryPage>
  );
}

interface StepProps {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}

function LoadedFlow(props: StepProps & { askedStep: string | undefined }) {
  const { migration, askedStep, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const steps = planFlow(migration);
  const step = chooseStep(askedStep, steps);
  const page = links.migration(migration.id);
  const isOver = migration.state !== 'draft' && migration.state !== 'planned';
  return (
    <>
      <Header title={migration.title} description={t('migrate.next')} />
      <PageBody>
        {isOver ? (
          <EmptyNotice
            text={t('flow.started')}
            action={
              page && (
                <ButtonLink href={page}>{t('flow.toMigration')}</ButtonLink>
              )
            }
          />
        ) : (
          <>
            <FlowSteps
              steps={steps}
              current={step}
              migrationId={migration.id}
            />
            <StepHeading step={step} />
            <StepContent
              step={step}
              migration={migration}
              onChanged={onChanged}
            />
            <NextStep step={step} migration={migration} />
          </>
        )}
      </PageBody>
    </>
  );
}

/** Takes the focus when the step changes, so that nobody reads on where the last one was. */
function StepHeading(props: { step: FlowStep }) {
  const { step } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(step);
  useEffect(() => {
    if (seen.current !== step) {
      seen.current = step;
      heading.current?.focus();
    }
  }, [step]);
  return (
    <Text
      as="h2"
      variant="title-small"
      weight="bold"
      ref={heading}
      tabIndex={-1}
    >
      {t(`flow.${step}`)}
    </Text>
  );
}

function StepContent(props: StepProps & { step: FlowStep }) {
  const { step, migration, onChanged } = props;
  switch (step) {
    case 'who':
      return <WhoStep migration={migration} onChanged={onChanged} />;
    case 'how':
      return (
        <>
          <WorkPanel migration={migration} onChanged={onChanged} />
          <WavesTab migration={migration} />
        </>
      );
    case 'preview':
      return <PreviewStep migration={migration} onChanged={onChanged} />;
    case 'start':
      return <StartStep migration={migration} onChanged={onChanged} />;
    default:
      return <WhatStep migration={migration} onChanged={onChanged} />;
  }
}

function NextStep(props: { step: FlowStep; migration: Migration }) {
  const { step, migration } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  if (step === 'what' || step === 'start' || migration.targetCount === 0) {
    return null;
  }
  const next = NEXT[step];
  const href = links.flow(migration.id, next.step);
  return (
    <ActBar>
      {href && <ButtonLink href={href}>{t(next.text)}</ButtonLink>}
    </ActBar>
  );
}
