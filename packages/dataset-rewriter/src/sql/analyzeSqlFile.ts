import { analyzeSqlText, type SqlTextAnalysis } from './analyzeSqlText';
import {
  addAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import { findRegions } from '../dbt/maskJinja';
import { analyzeYamlFile } from '../yaml/analyzeYamlFile';
import { maskFile, readFrontMatter } from './readFrontMatter';

/** Analyses a file of SQL, with or without a template around it. */
export function analyzeSqlFile(options: AnalyzeFileOptions): FileAnalysis {
  const { text, path, guide, projects } = options;
  const regions = findRegions(text);
  const analysis: SqlTextAnalysis = analyzeSqlText({
    ...options,
    masked: maskFile(text),
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
  const matter = readFrontMatter(text);
  if (matter) {
    const { start, end, yaml } = matter;
    const found = analyzeYamlFile({ ...options, text: yaml });
    addAnalysis(analysis, {
      ...found,
      reasons: found.reasons.map(reason => ({ ...reason, start, end })),
    });
  }
  return analysis;
}

/** A template would evaluate its delimiters inside of a comment too. */
function withoutTemplate(message: string, regions: unknown[]): string {
  return regions.length ? message.replace(/[{}]/g, '') : message;
}
