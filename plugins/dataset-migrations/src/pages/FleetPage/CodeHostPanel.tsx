import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type {
  CodeHostState,
  RefusedWebhooks,
  RequestBudget,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { Panel } from '../../components/Layout';
import { relativeTime } from '../../components/Moment';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './FleetPage.module.css';

export interface CodeHostPanelProps {
  codeHosts: readonly CodeHostState[];
  refusedWebhooks: readonly RefusedWebhooks[];
}

/** What may still be asked of each code host, which of them is left alone, and what came from them and was not believed. */
export function CodeHostPanel(props: CodeHostPanelProps) {
  const { codeHosts, refusedWebhooks } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Panel title={t('fleet.codeHosts')}>
      {codeHosts.length === 0 && <Text as="p">{t('fleet.noCodeHosts')}</Text>}
      <div className={styles.hosts}>
        {codeHosts.map(codeHost => (
          <CodeHost key={codeHost.host} codeHost={codeHost} />
        ))}
        {refusedWebhooks.map(({ codeHostId, count, lastAt, lastReason }) => (
          <Text as="p" key={codeHostId}>
            {t('fleet.refusedLine', { count, host: codeHostId })},{' '}
            {t('fleet.refusedLast', {
              time: relativeTime(new Date(lastAt), new Date()),
              reason: lastReason,
            })}
          </Text>
        ))}
      </div>
    </Panel>
  );
}

function CodeHost(props: { codeHost: CodeHostState }) {
  const { host, blockedUntil, blockedReason, budgets } = props.codeHost;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <section className={styles.host} aria-label={host}>
      <Text as="h4" weight="bold">
        <bdi>{host}</bdi>
      </Text>
      {blockedUntil && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('fleet.blocked', {
            time: new Date(blockedUntil).toLocaleTimeString(),
            reason: blockedReason ?? '',
          })}
        />
      )}
      {budgets.length === 0 && <Text as="p">{t('fleet.noBudgets')}</Text>}
      <ul className={styles.budgets}>
        {budgets.map(budget => (
          <li key={`${budget.resource} ${budget.account ?? ''}`}>
            <Budget budget={budget} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Budget(props: { budget: RequestBudget }) {
  const { account, resource, limit, left } = props.budget;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const number = new Intl.NumberFormat();
  const shown = Math.max(0, Math.floor(left));
  return (
    <div>
      <div className={styles.budgetText}>
        <Text variant="body-small">
          {t(`fleet.${resource}`)}
          {account && (
            <>
              {' '}
              <bdi>{t('fleet.account', { account })}</bdi>
            </>
          )}
        </Text>
        <Text variant="body-small">
          {number.format(shown)} / {number.format(limit)}
        </Text>
      </div>
      <div
        className={styles.meter}
        role="meter"
        aria-label={t('fleet.budgetLabel', {
          resource: t(`fleet.${resource}`),
          left: number.format(shown),
          limit: number.format(limit),
        })}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(shown, limit)}
      >
        <span
          style={{
            inlineSize: `${
              limit > 0 ? Math.min(100, (shown / limit) * 100) : 0
            }%`,
          }}
        />
      </div>
    </div>
  );
}
