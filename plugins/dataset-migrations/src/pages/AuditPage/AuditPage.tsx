import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { EmptyNotice } from '../../components/EmptyNotice';
import { QueryError } from '../../components/ErrorNotice';
import { PageBody } from '../../components/Layout';
import { useCursorPaging } from '../../hooks/useCursorPaging';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ActTable } from './ActTable';
import { AuditFilterBar } from './AuditFilterBar';
import { AUDIT_FILTERS, readAuditFilters, toActsRequest } from './auditFilters';
import { SaveActs } from './SaveActs';

/** Who asked for what, when, and what came of it, newest first. */
export function AuditPage() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const url = useUrlState();
  const { request: page, paging } = useCursorPaging({ name: 'cursor' });
  const filters = readAuditFilters(url);
  const asked = toActsRequest(filters);
  const isFiltered = Object.keys(asked).length > 0;
  const query = useLiveQuery({
    key: JSON.stringify({ asked, page }),
    keepPrevious: true,
    load: signal => api.listActs({ ...asked, ...page }, { signal }),
  });

  return (
    <PageBody>
      <AuditFilterBar filters={filters} />
      <SaveActs request={asked} />
      <QueryError query={query} />
      {(query.data || query.isLoading) && (
        <ActTable
          acts={query.data?.items}
          isStale={query.isStale}
          paging={paging(query.data)}
          empty={
            isFiltered ? (
              <EmptyNotice
                text={t('audit.emptyFiltered')}
                action={
                  <Button
                    variant="secondary"
                    onPress={() =>
                      url.set({
                        ...Object.fromEntries(
                          AUDIT_FILTERS.map(name => [name, undefined]),
                        ),
                        cursor: undefined,
                      })
                    }
                  >
                    {t('common.clearFilters')}
                  </Button>
                }
              />
            ) : (
              <EmptyNotice text={t('audit.empty')} />
            )
          }
        />
      )}
    </PageBody>
  );
}
