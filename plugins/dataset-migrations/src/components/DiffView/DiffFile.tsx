import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text, VisuallyHidden } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { Diff, Hunk, markEdits, tokenize } from 'react-diff-view';
import type { GutterOptions, HunkData, ViewType } from 'react-diff-view';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './DiffView.module.css';
import type { PatchFile } from './parsePatch';

/** Bigger files are folded until somebody wants to see them. */
const FOLD_ABOVE_LINES = 500;

/** Marks the words that differ in a changed line. */
function markWords(hunks: HunkData[]) {
  return tokenize(hunks, {
    highlight: false,
    enhancers: [markEdits(hunks, { type: 'block' })],
  });
}

/** One file of a patch. */
export function DiffFile(props: { file: PatchFile; view: ViewType }) {
  const { file, view } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const changedLines = file.added + file.removed;
  const [isShown, setIsShown] = useState(changedLines <= FOLD_ABOVE_LINES);
  const tokens = useMemo(
    () => (isShown ? markWords(file.diff.hunks) : undefined),
    [file, isShown],
  );

  /** Tints alone do not tell added from removed. */
  function renderGutter({ change, side, renderDefault }: GutterOptions) {
    const isOwnSide =
      (change.type === 'insert' && side === 'new') ||
      (change.type === 'delete' && side === 'old');
    return (
      <>
        {renderDefault()}
        {isOwnSide && (
          <>
            <span aria-hidden>{change.type === 'insert' ? ' +' : ' −'}</span>
            <VisuallyHidden>
              {change.type === 'insert' ? t('diff.added') : t('diff.removed')}
            </VisuallyHidden>
          </>
        )}
      </>
    );
  }

  return (
    <section className={styles.file} aria-label={file.path}>
      <header className={styles.head}>
        <bdi className={styles.path}>{file.path}</bdi>
        <span>
          <span className={styles.added}>+{file.added}</span>{' '}
          <span className={styles.removed}>−{file.removed}</span>
          <VisuallyHidden>
            {t('diff.fileSummary', {
              added: String(file.added),
              removed: String(file.removed),
            })}
          </VisuallyHidden>
        </span>
      </header>
      {file.hasInvisible && (
        <Alert role="status" status="warning" icon title={t('diff.hidden')} />
      )}
      {isShown ? (
        <div className={styles.code} dir="ltr">
          <Diff
            viewType={view}
            diffType={file.diff.type}
            hunks={file.diff.hunks}
            tokens={tokens}
            renderGutter={renderGutter}
          >
            {hunks =>
              hunks.map(hunk => <Hunk key={hunk.content} hunk={hunk} />)
            }
          </Diff>
          {file.diff.hunks.length === 0 && <Text as="p">{t('diff.none')}</Text>}
        </div>
      ) : (
        <Button variant="tertiary" onPress={() => setIsShown(true)}>
          {t('diff.show', { file: file.path, lines: String(changedLines) })}
        </Button>
      )}
    </section>
  );
}
