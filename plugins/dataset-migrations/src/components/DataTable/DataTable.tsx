import { Cell, Table, Text, useBreakpoint } from '@backstage/ui';
import type { ReactNode } from 'react';
import { Pager } from './Pager';
import type { Paging } from './Pager';
import styles from './DataTable.module.css';

/** A column, or a line of a card when the screen is narrow. */
export interface DataColumn<T> {
  id: string;
  label: string;
  cell: (item: T) => ReactNode;
  isRowHeader?: boolean;
  /** Share of the width, 1 if absent. */
  share?: number;
  minWidth?: number;
}

export interface DataTableProps<T extends { id: string }> {
  /** Says what the rows are. */
  caption: string;
  columns: readonly DataColumn<T>[];
  items: T[] | undefined;
  isStale?: boolean;
  empty: ReactNode;
  paging?: Paging;
}

/** One page of rows: a table where there is room, cards where there is not. */
export function DataTable<T extends { id: string }>(props: DataTableProps<T>) {
  const { caption, columns, items, isStale, empty, paging } = props;
  const isNarrow = useBreakpoint().down('sm');
  return (
    <section aria-label={caption} className={styles.root}>
      {isNarrow && items ? (
        <Cards columns={columns} items={items} empty={empty} />
      ) : (
        <Table
          columnConfig={columns.map(column => ({
            id: column.id,
            label: column.label,
            isRowHeader: column.isRowHeader,
            width: `${column.share ?? 1}fr`,
            minWidth: column.minWidth,
            cell: (item: T) => (
              <Cell className={styles.cell}>{column.cell(item)}</Cell>
            ),
          }))}
          data={items}
          isPending={!items}
          isStale={isStale}
          pagination={{ type: 'none' }}
          emptyState={<div className={styles.empty}>{empty}</div>}
        />
      )}
      {paging && <Pager paging={paging} shownCount={items?.length ?? 0} />}
    </section>
  );
}

function Cards<T extends { id: string }>(props: {
  columns: readonly DataColumn<T>[];
  items: T[];
  empty: ReactNode;
}) {
  const { columns, items, empty } = props;
  if (items.length === 0) {
    return <div className={styles.empty}>{empty}</div>;
  }
  return (
    <ul className={styles.cards}>
      {items.map(item => (
        <li key={item.id} className={styles.card}>
          {columns.map(column => (
            <CardLine key={column.id} column={column} item={item} />
          ))}
        </li>
      ))}
    </ul>
  );
}

/** One value of a card with its name; nothing where there is no value. */
function CardLine<T>(props: { column: DataColumn<T>; item: T }) {
  const { column, item } = props;
  const content = column.cell(item);
  if (content === undefined || content === false) {
    return null;
  }
  return (
    <div className={styles.line}>
      {!column.isRowHeader && (
        <Text as="span" variant="body-small" className={styles.label}>
          {column.label}
        </Text>
      )}
      <div>{content}</div>
    </div>
  );
}
