import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Checkbox, Table, Text, useBreakpoint } from '@backstage/ui';
import type { ReactNode } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
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

/** Rows that can be chosen. */
export interface DataChoice<T> {
  /** Ids of the rows of this page that are chosen. */
  chosen: ReadonlySet<string>;
  onChoose: (ids: Set<string>) => void;
  /** Names a row to who cannot see it. */
  nameOf: (item: T) => string;
}

export interface DataTableProps<T extends { id: string }> {
  /** Says what the rows are. */
  caption: string;
  columns: readonly DataColumn<T>[];
  items: T[] | undefined;
  isStale?: boolean;
  empty: ReactNode;
  paging?: Paging;
  choice?: DataChoice<T>;
}

/** One page of rows: a table where there is room, cards where there is not. */
export function DataTable<T extends { id: string }>(props: DataTableProps<T>) {
  const { caption, columns, items, isStale, empty, paging, choice } = props;
  const isNarrow = useBreakpoint().down('sm');
  return (
    <section aria-label={caption} className={styles.root}>
      {isNarrow && items ? (
        <Cards columns={columns} items={items} empty={empty} choice={choice} />
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
          selection={
            choice && {
              mode: 'multiple',
              behavior: 'toggle',
              selected: new Set(choice.chosen),
              onSelectionChange: keys =>
                choice.onChoose(
                  new Set(
                    keys === 'all'
                      ? items?.map(({ id }) => id)
                      : [...keys].map(String),
                  ),
                ),
            }
          }
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
  choice: DataChoice<T> | undefined;
}) {
  const { columns, items, empty, choice } = props;
  if (items.length === 0) {
    return <div className={styles.empty}>{empty}</div>;
  }
  return (
    <ul className={styles.cards}>
      {choice && (
        <li className={styles.chooseAll}>
          <ChoosePage items={items} choice={choice} />
        </li>
      )}
      {items.map(item => (
        <li key={item.id} className={styles.card}>
          {choice && <ChooseCard item={item} choice={choice} />}
          {columns.map(column => (
            <CardLine key={column.id} column={column} item={item} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function ChoosePage<T extends { id: string }>(props: {
  items: T[];
  choice: DataChoice<T>;
}) {
  const { items, choice } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const count = items.filter(({ id }) => choice.chosen.has(id)).length;
  return (
    <Checkbox
      isSelected={count === items.length}
      isIndeterminate={count > 0 && count < items.length}
      onChange={all =>
        choice.onChoose(new Set(all ? items.map(({ id }) => id) : []))
      }
    >
      {t('bulk.choosePage')}
    </Checkbox>
  );
}

function ChooseCard<T extends { id: string }>(props: {
  item: T;
  choice: DataChoice<T>;
}) {
  const { item, choice } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Checkbox
      aria-label={t('bulk.chooseOne', { name: choice.nameOf(item) })}
      isSelected={choice.chosen.has(item.id)}
      onChange={isChosen => {
        const ids = new Set(choice.chosen);
        if (isChosen) {
          ids.add(item.id);
        } else {
          ids.delete(item.id);
        }
        choice.onChoose(ids);
      }}
    />
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
