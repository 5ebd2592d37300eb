import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Forecast,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { SEGMENTS, summarizeTargets } from '../../../api/summarizeTargets';
import { entityName } from '../../../components/EntityLink';
import { useModelWords } from '../../../components/Models';
import { formatDay } from '../../../components/Moment';
import { useSummarySentence } from '../../../components/SegmentBar';
import { repositoryName } from '../../../components/repositoryName';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { escapeMarkdown } from './escapeMarkdown';

/** A migration in a page of Markdown, for people who do not open this one. */
export function useReport(): (
  migration: Migration,
  forecast: Forecast | undefined,
) => string {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const sentenceOf = useSummarySentence();
  const words = useModelWords();
  return (migration, forecast) => {
    const { deadline, description, models, readers, requiredLevel } = migration;
    const summary = summarizeTargets(migration);
    const names = (refs: readonly string[]) =>
      escapeMarkdown(refs.map(entityName).join(', '));
    const countRow = (label: string, count: number) =>
      `| ${label} | ${count} |`;
    const finish = forecast?.finish;
    const lines = [
      `# ${escapeMarkdown(migration.title)}`,
      `**${sentenceOf(summary)}** ${t('report.asOf', {
        time: new Date().toLocaleString(),
      })}`,
      description && escapeMarkdown(description),
      [
        t('report.moved', {
          from: names(migration.fromRefs),
          to: names(migration.toRefs),
          owner: names([migration.ownerRef, ...migration.coOwnerRefs]),
        }),
        t('report.state', {
          state: t(`migrationState.${migration.state}`),
          line: t(`migrationLine.${migration.state}`),
          reason: escapeMarkdown(migration.stateReason ?? ''),
        }).trim(),
        finish &&
          t('report.finish', {
            early: formatDay(finish.early),
            likely: formatDay(finish.likely),
            late: formatDay(finish.late),
          }),
        deadline && t('report.deadline', { date: formatDay(deadline) }),
        t('report.required', {
          level: `${requiredLevel} ${t(`evidence.${requiredLevel}`)}`,
        }),
        models &&
          t('report.models', {
            words: `${words.spent(models)}, ${words.share(models)}`,
          }),
      ]
        .filter(Boolean)
        .map(line => `- ${line}`)
        .join('\n'),
      [
        `| ${t('report.what')} | ${t('report.count')} |`,
        '| --- | ---: |',
        ...SEGMENTS.filter(segment => summary[segment] > 0).map(segment =>
          countRow(
            segment === 'merged'
              ? t('summary.mergedPart', { count: summary.merged })
              : t(`summary.${segment}`, { count: summary[segment] }),
            summary[segment],
          ),
        ),
        countRow(t('report.total'), summary.total),
      ].join('\n'),
      readers &&
        (readers.count === 0
          ? t('report.readersNone')
          : [
              t('report.readers', { count: readers.count }),
              '',
              ...readers.places.map(
                ({ repository, where }) =>
                  `- ${escapeMarkdown(
                    repositoryName(repository),
                  )}: ${escapeMarkdown(where)}`,
              ),
            ].join('\n')),
    ];
    return `${lines.filter(Boolean).join('\n\n')}\n`;
  };
}
