import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Select } from '@backstage/ui';
import { RiDeleteBinLine } from '@remixicon/react';
import { PLATFORMS } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ContractField } from './ContractField';
import styles from './ContractForm.module.css';
import { renderContractPath, useContractForm } from './ContractFormContext';
import { withNameAdded, withNamePlatform, withoutName } from './editContract';
import type { NameRow, SideRow } from './readContractForm';

const SPELLING_TEXTS = {
  name: 'contractForm.spelledName',
  ref: 'contractForm.ref',
  source: 'contractForm.source',
} as const satisfies Record<NameRow['spelling'], string>;

/** One side of a move: its entity, and every way code may spell it. */
export function DatasetSideFields(props: { legend: string; side: SideRow }) {
  const { legend, side } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { text, onEdit } = useContractForm();
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      <ContractField
        label={t('contractForm.entity')}
        path={[...side.path, 'entityRef']}
        value={side.entityRef}
        isRequired
      />
      <ul className={styles.rows}>
        {side.names.map((name, index) => (
          <NameFields
            key={name.path.join('.')}
            name={name}
            number={index + 1}
            isOnly={side.names.length === 1}
          />
        ))}
      </ul>
      <div>
        <Button
          variant="secondary"
          size="small"
          onPress={() =>
            onEdit(
              withNameAdded(
                text,
                side.path,
                side.names.at(-1)?.platform || 'postgres',
              ),
              'names',
            )
          }
        >
          {t('contractForm.addName')}
        </Button>
      </div>
    </fieldset>
  );
}

function NameFields(props: { name: NameRow; number: number; isOnly: boolean }) {
  const { name, number, isOnly } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { text, onEdit } = useContractForm();
  return (
    <li className={styles.name}>
      <Select
        label={t('contractForm.platform')}
        options={PLATFORMS.map(platform => ({
          value: platform,
          label: platform,
        }))}
        value={name.platform}
        onChange={platform =>
          onEdit(
            withNamePlatform(text, name, String(platform)),
            renderContractPath(name.path),
          )
        }
      />
      <ContractField
        label={t(SPELLING_TEXTS[name.spelling])}
        path={[...name.path, name.spelling]}
        value={name.value}
        isRequired
      />
      {!isOnly && (
        <ButtonIcon
          variant="tertiary"
          icon={<RiDeleteBinLine aria-hidden />}
          aria-label={t('contractForm.removeName', { number: String(number) })}
          onPress={() => onEdit(withoutName(text, name.path), 'names')}
        />
      )}
    </li>
  );
}
