import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Link, Text } from '@backstage/ui';
import type {
  LearnedRule,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { describeError } from '../../../api/describeError';
import { DiffFile, parsePatch } from '../../../components/DiffView';
import { Panel } from '../../../components/Layout';
import { Pill } from '../../../components/Pill';
import { useAct } from '../../../hooks/useAct';
import { useLiveQuery } from '../../../hooks/useLiveQuery';
import { useLinks } from '../../../routing';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { toRulePatch } from './toRulePatch';

const TONES = {
  offered: 'warn',
  approved: 'good',
  declined: 'neutral',
} as const;

/** What agents did more than once, for its owner to let it be repeated without a model; nothing while there is none. */
export function LearnedRulesPanel(props: { migration: Migration }) {
  const { id: migrationId, allowed } = props.migration;
  const mayDecide = allowed.includes('configure');
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const query = useLiveQuery({
    key: `learned-rules ${migrationId}`,
    isPaused: !mayDecide,
    load: signal => api.listLearnedRules({ migrationId }, { signal }),
  });
  const rules = query.data?.items ?? [];
  if (rules.length === 0) {
    return null;
  }
  const decide = (ruleId: string, decision: 'approve' | 'decline') =>
    act.run(async () =>
      query.setData(
        await api.decideLearnedRule({ migrationId, ruleId, decision }),
      ),
    );
  return (
    <Panel title={t('learned.title')}>
      <Flex direction="column" gap="4">
        <Text as="p">{t('learned.text')}</Text>
        {act.error && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('migration.actFailed')}
            description={describeError(act.error)}
          />
        )}
        {rules.map(rule => (
          <Rule
            key={rule.id}
            rule={rule}
            isPending={act.isPending}
            onDecide={decision => decide(rule.id, decision)}
          />
        ))}
      </Flex>
    </Panel>
  );
}

function Rule(props: {
  rule: LearnedRule;
  isPending: boolean;
  onDecide: (decision: 'approve' | 'decline') => void;
}) {
  const { rule, isPending, onDecide } = props;
  const { state, targetIds } = rule;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const [file] = parsePatch(toRulePatch(rule)) ?? [];
  return (
    <Flex direction="column" gap="2">
      <Flex gap="2" align="center">
        <Pill tone={TONES[state]}>{t(`learned.${state}`)}</Pill>
        <Text>{t('learned.repeats', { count: targetIds.length })}</Text>
        <Link href={links.target(targetIds[0])}>{t('learned.seeOne')}</Link>
      </Flex>
      {file && <DiffFile file={file} view="unified" />}
      <Flex gap="2">
        {state !== 'approved' && (
          <Button
            variant="secondary"
            size="small"
            isPending={isPending}
            onPress={() => onDecide('approve')}
          >
            {t('learned.approve')}
          </Button>
        )}
        {state !== 'declined' && (
          <Button
            variant="tertiary"
            size="small"
            isPending={isPending}
            onPress={() => onDecide('decline')}
          >
            {t(state === 'approved' ? 'learned.stop' : 'learned.decline')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
