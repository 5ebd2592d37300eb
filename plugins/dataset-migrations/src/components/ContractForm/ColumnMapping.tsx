import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select, Text } from '@backstage/ui';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ContractField } from './ContractField';
import styles from './ContractForm.module.css';
import {
  renderContractPath,
  useContractForm,
  useProblemAt,
} from './ContractFormContext';
import {
  withColumnAdded,
  withColumnChange,
  withNewColumns,
  withoutField,
} from './editContract';
import { COLUMN_CHANGES } from './readContractForm';
import type { ColumnChange, ColumnRow, MoveRow } from './readContractForm';

/** Which values each change has. */
const NEEDED: Record<
  'from' | 'to' | 'expression' | 'note' | 'default',
  readonly ColumnChange[]
> = {
  from: ['rename', 'convert', 'judgement', 'dropped'],
  to: ['rename', 'convert', 'judgement', 'added'],
  expression: ['convert'],
  note: ['judgement', 'dropped'],
  default: ['dropped'],
};

/** What becomes of each column. */
export function ColumnMapping(props: { move: MoveRow }) {
  const { move } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { text, onEdit } = useContractForm();
  return (
    <fieldset className={styles.group}>
      <legend>{t('contractForm.columns')}</legend>
      {move.columns.length === 0 && (
        <Text as="p">{t('contractForm.noColumns')}</Text>
      )}
      <ul className={styles.rows}>
        {move.columns.map(column => (
          <ColumnFields
            key={column.path?.join('.') ?? `kept ${column.from}`}
            move={move}
            column={column}
          />
        ))}
      </ul>
      <div>
        <Button
          variant="secondary"
          size="small"
          onPress={() => onEdit(withColumnAdded(text, move.path), 'fields')}
        >
          {t('contractForm.addColumn')}
        </Button>
      </div>
    </fieldset>
  );
}

function ColumnFields(props: { move: MoveRow; column: ColumnRow }) {
  const { move, column } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { text, onEdit } = useContractForm();
  const { path, change } = column;
  const problem = useProblemAt(path ?? []);
  const label = column.from || column.to;
  const has = (key: keyof typeof NEEDED) => NEEDED[key].includes(change);

  function choose(chosen: ColumnChange) {
    const edited =
      chosen === 'keep' && path && change === 'added'
        ? withoutField(text, move.path, path)
        : withColumnChange(text, {
            movePath: move.path,
            column,
            change: chosen,
          });
    onEdit(edited, `${path ? renderContractPath(path) : label} change`);
  }

  return (
    <li className={styles.column} aria-label={label}>
      {has('from') && path ? (
        <ContractField
          label={t('contractForm.oldColumn')}
          path={[...path, 'from']}
          value={column.from}
        />
      ) : (
        <div className={styles.plain}>
          <Text variant="body-small" color="secondary">
            {t('contractForm.oldColumn')}
          </Text>
          <Text>{change === 'added' ? '–' : column.from}</Text>
        </div>
      )}
      <Select
        label={t('contractForm.change')}
        options={COLUMN_CHANGES.filter(
          one => one !== 'added' || change === 'added',
        ).map(one => ({
          value: one,
          label:
            one === 'keep' && change === 'added'
              ? t('contractForm.remove')
              : t(`contractForm.${one}`),
        }))}
        value={change}
        onChange={chosen => {
          const known = COLUMN_CHANGES.find(one => one === chosen);
          if (known) {
            choose(known);
          }
        }}
      />
      {has('to') && path ? (
        <ContractField
          label={t('contractForm.newColumn')}
          path={[...path, 'to']}
          value={column.to}
          onWrite={withNewColumns}
        />
      ) : (
        <div className={styles.plain}>
          <Text variant="body-small" color="secondary">
            {t('contractForm.newColumn')}
          </Text>
          <Text>{change === 'dropped' ? '–' : column.to}</Text>
        </div>
      )}
      {path && (
        <div className={styles.more}>
          {has('expression') && (
            <ContractField
              label={t('contractForm.expression')}
              help={t('contractForm.expressionHelp')}
              path={[...path, 'expression']}
              value={column.expression}
              isRequired
            />
          )}
          {has('note') && (
            <ContractField
              label={t('contractForm.note')}
              help={t('contractForm.noteHelp')}
              path={[...path, 'note']}
              value={column.note}
              isRequired
            />
          )}
          {has('default') && (
            <ContractField
              label={t('contractForm.default')}
              help={t('contractForm.defaultHelp')}
              path={[...path, 'default']}
              value={column.default}
            />
          )}
          {problem && (
            <Text as="p" color="danger">
              {problem}
            </Text>
          )}
        </div>
      )}
    </li>
  );
}
