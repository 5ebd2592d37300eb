import { analyzeSqlText, type SqlTextAnalysis } from './analyzeSqlText';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import { findRegions } from '../dbt/maskJinja';

/** Analyses a file of SQL, with or without a template around it. */
export function analyzeSqlFile(options: AnalyzeFileOptions): FileAnalysis {
  const { text, path, guide, projects } = options;
  const regions = findRegions(text);
  const analysis: SqlTextAnalysis = analyzeSqlText({
    ...options,
    masked: text.replace(/^\ufeff/, ' '),
    project: projects.projectOf(path),
    comment: (use, barriers) =>
      commentAbove({
        text,
        offset: use.name.start,
        sign: '--',
        message: withoutTemplate(describeDecision(use.field, guide), regions),
        cause: use.field.path,
        barriers: [...barriers, ...regions],
      }),
  });
  return analysis;
}

/** A template would evaluate its delimiters inside of a comment too. */
function withoutTemplate(message: string, regions: unknown[]): string {
  return regions.length ? message.replace(/[{}]/g, '') : message;
}
