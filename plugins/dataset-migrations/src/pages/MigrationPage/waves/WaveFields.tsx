import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Checkbox, TextField } from '@backstage/ui';
import { datasetMigrationsTranslationRef } from '../../../translation';
import {
  isGateNumber,
  isWaveSize,
  NUMBER_FIELDS,
  type WaveDraft,
} from './waveDrafts';
import styles from './Waves.module.css';

export interface WaveFieldsProps {
  number: number;
  draft: WaveDraft;
  onChange: (changes: Partial<WaveDraft>) => void;
  /** Absent for the only wave. */
  onRemove?: () => void;
}

/** The fields of one wave. */
export function WaveFields(props: WaveFieldsProps) {
  const { number, draft, onChange, onRemove } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const isSizeReadable = isWaveSize(draft.size);
  return (
    <fieldset className={styles.draft}>
      <legend>{t('waves.wave', { number: String(number) })}</legend>
      <TextField
        label={t('waves.columnTitle')}
        value={draft.title}
        maxLength={100}
        onChange={title => onChange({ title })}
      />
      <TextField
        label={t('waves.columnSize')}
        description={
          isSizeReadable
            ? t('waves.sizeHelp')
            : t('waves.sizeWrong', { value: draft.size })
        }
        isInvalid={!isSizeReadable}
        value={draft.size}
        onChange={size => onChange({ size })}
      />
      {NUMBER_FIELDS.map(field => (
        <TextField
          key={field}
          label={t(`waves.${field}`)}
          inputMode="decimal"
          isInvalid={!isGateNumber(field, draft[field])}
          value={draft[field]}
          onChange={value => onChange({ [field]: value })}
        />
      ))}
      <Checkbox
        isSelected={draft.approval}
        onChange={approval => onChange({ approval })}
      >
        {t('waves.approvalLabel')}
      </Checkbox>
      {onRemove && (
        <div>
          <Button variant="secondary" onPress={onRemove}>
            {t('waves.remove', { number: String(number) })}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
