import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TablePagination } from '@backstage/ui';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Where the reader is in a list that the server pages. */
export interface Paging {
  pageSize: number;
  /** Unknown when the page was opened by a link. */
  offset: number | undefined;
  totalItems: number;
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;
}

/** The way to the next and the previous page; nothing when all is on one page. */
export function Pager(props: { paging: Paging; shownCount: number }) {
  const { paging, shownCount } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (!paging.onNext && !paging.onPrevious) {
    return null;
  }
  return (
    <TablePagination
      pageSize={paging.pageSize}
      pageSizeOptions={[]}
      showPageSizeOptions={false}
      offset={paging.offset}
      totalCount={paging.totalItems}
      hasNextPage={Boolean(paging.onNext)}
      hasPreviousPage={Boolean(paging.onPrevious)}
      onNextPage={() => paging.onNext?.()}
      onPreviousPage={() => paging.onPrevious?.()}
      getLabel={({ offset }) =>
        offset === undefined
          ? ''
          : t('common.pageLabel', {
              from: offset + 1,
              to: offset + shownCount,
              total: paging.totalItems,
            })
      }
    />
  );
}
