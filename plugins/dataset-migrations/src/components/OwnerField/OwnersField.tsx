import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Combobox, Flex, Tag, TagGroup, Text } from '@backstage/ui';
import { useState } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './OwnerField.module.css';
import { useOwnerOptions } from './useOwnerOptions';

export interface OwnersFieldProps {
  label: string;
  description: string;
  values: readonly string[];
  onChange: (ownerRefs: string[]) => void;
}

/** Any number of groups and users, each picked from the catalog or written, and then added. */
export function OwnersField(props: OwnersFieldProps) {
  const { label, description, values, onChange } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const options = useOwnerOptions();
  const [written, setWritten] = useState('');

  function add() {
    const ref = written.trim();
    if (ref) {
      onChange([...new Set([...values, ref])]);
    }
    setWritten('');
  }

  return (
    <Flex direction="column" gap="2">
      <div className={styles.adding}>
        <Combobox
          label={label}
          description={description}
          allowsCustomValue
          options={options.filter(({ value }) => !values.includes(value))}
          inputValue={written}
          onInputChange={setWritten}
        />
        <Button variant="secondary" isDisabled={!written.trim()} onPress={add}>
          {t('owners.add')}
        </Button>
      </div>
      {values.length === 0 ? (
        <Text color="secondary">{t('owners.none')}</Text>
      ) : (
        <TagGroup
          aria-label={label}
          onRemove={keys => onChange(values.filter(ref => !keys.has(ref)))}
        >
          {values.map(ref => (
            <Tag key={ref} id={ref} textValue={ref}>
              <bdi>{ref}</bdi>
            </Tag>
          ))}
        </TagGroup>
      )}
    </Flex>
  );
}
