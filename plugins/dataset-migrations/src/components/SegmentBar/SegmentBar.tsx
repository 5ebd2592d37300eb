import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import {
  SEGMENT_STATES,
  SEGMENTS,
  type Segment,
  type TargetSummary,
} from '../../api/summarizeTargets';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './SegmentBar.module.css';

/** The sentence of a migration: what is done, of how many, and what is not. */
export function useSummarySentence(): (summary: TargetSummary) => string {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return summary => {
    if (summary.total === 0) {
      return t('summary.none');
    }
    const rest = SEGMENTS.filter(
      (segment): segment is Exclude<Segment, 'merged'> =>
        segment !== 'merged' && summary[segment] > 0,
    ).map(segment => t(`summary.${segment}`, { count: summary[segment] }));
    return `${[
      t('summary.merged', {
        count: summary.total,
        merged: summary.merged,
      }),
      ...rest,
    ].join(', ')}.`;
  };
}

/** How the targets of a migration are spread, as a bar; the sentence beside it says the same. */
export function SegmentBar(props: { summary: TargetSummary }) {
  const { summary } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const sentence = useSummarySentence()(summary);
  if (summary.total === 0) {
    return null;
  }
  return (
    <div
      className={styles.bar}
      role="meter"
      aria-label={t('summary.bar')}
      aria-valuemin={0}
      aria-valuemax={summary.total}
      aria-valuenow={summary.merged}
      aria-valuetext={sentence}
    >
      {SEGMENTS.filter(segment => summary[segment] > 0).map(segment => (
        <span
          key={segment}
          className={styles[segment]}
          style={{ flexGrow: summary[segment] }}
        />
      ))}
    </div>
  );
}

/** The parts of the bar by name and number, each a link to its targets. */
export function SegmentLegend(props: {
  summary: TargetSummary;
  /** Address of the targets with these states. */
  href: (states: readonly TargetState[]) => string | undefined;
}) {
  const { summary, href } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <ul className={styles.legend}>
      {SEGMENTS.filter(segment => summary[segment] > 0).map(segment => (
        <li key={segment}>
          <span className={`${styles.swatch} ${styles[segment]}`} />
          <LinkOrText href={href(SEGMENT_STATES[segment])}>
            {segment === 'merged'
              ? t('summary.mergedPart', { count: summary.merged })
              : t(`summary.${segment}`, { count: summary[segment] })}
          </LinkOrText>
        </li>
      ))}
    </ul>
  );
}

function LinkOrText(props: { href: string | undefined; children: string }) {
  return props.href ? (
    <Link href={props.href}>{props.children}</Link>
  ) : (
    <Text>{props.children}</Text>
  );
}

/** Sentence and bar together, as cards and lists show a migration's progress. */
export function TargetProgress(props: { summary: TargetSummary }) {
  const sentence = useSummarySentence()(props.summary);
  return (
    <div className={styles.progress}>
      <Text as="p">{sentence}</Text>
      <SegmentBar summary={props.summary} />
    </div>
  );
}
