import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { useState } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './CopyText.module.css';

/** Text to take somewhere else, with a button that copies it. */
export function CopyText(props: { label: string; text: string }) {
  const { label, text } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const [copied, setCopied] = useState<string>();
  return (
    <Flex direction="column" gap="2" align="start">
      <pre className={styles.code} aria-label={label} dir="ltr" role="group">
        {text}
      </pre>
      <Button
        size="small"
        variant="secondary"
        onPress={async () => {
          await navigator.clipboard.writeText(text);
          setCopied(text);
        }}
      >
        {copied === text ? t('decision.copied') : t('decision.copy')}
      </Button>
    </Flex>
  );
}
