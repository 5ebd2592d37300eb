import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Flex,
  Text,
  ToggleButton,
  ToggleButtonGroup,
  useBreakpoint,
} from '@backstage/ui';
import { useMemo } from 'react';
import type { ViewType } from 'react-diff-view';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DiffFile } from './DiffFile';
import styles from './DiffView.module.css';
import { parsePatch } from './parsePatch';

/** More would make the page slow; the rest is in the pull request. */
const MAX_FILES = 50;

/** A patch, file by file: side by side where there is room. */
export function DiffView(props: { patch: string }) {
  const { patch } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const isWide = useBreakpoint().up('md');
  const url = useUrlState();
  const files = useMemo(() => parsePatch(patch), [patch]);
  if (!files) {
    return (
      <>
        <Text as="p">{t('diff.unreadable')}</Text>
        <pre className={styles.raw} dir="ltr">
          {patch}
        </pre>
      </>
    );
  }
  if (files.length === 0) {
    return <Text as="p">{t('diff.none')}</Text>;
  }
  const chosen = url.get('view');
  const view: ViewType =
    chosen === 'split' || chosen === 'unified'
      ? chosen
      : (isWide && 'split') || 'unified';

  return (
    <div className={styles.root}>
      {isWide && (
        <Flex justify="end">
          <ToggleButtonGroup
            aria-label={t('diff.view')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[view]}
            onSelectionChange={keys =>
              url.set({ view: String([...keys][0]) }, { replace: true })
            }
          >
            <ToggleButton id="split">{t('diff.split')}</ToggleButton>
            <ToggleButton id="unified">{t('diff.unified')}</ToggleButton>
          </ToggleButtonGroup>
        </Flex>
      )}
      {files.slice(0, MAX_FILES).map(file => (
        <DiffFile key={file.path} file={file} view={view} />
      ))}
      {files.length > MAX_FILES && (
        <Text as="p">
          {t('diff.tooMany', {
            shown: String(MAX_FILES),
            total: files.length,
          })}
        </Text>
      )}
    </div>
  );
}
