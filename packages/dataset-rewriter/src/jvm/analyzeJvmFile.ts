import { analyzeCodeStrings } from '../code/analyzeCodeStrings';
import type { CodeStyle } from '../code/CodeStyle';
import type { CodeStrings } from '../code/readStrings';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';

/** Analyses Scala and Java: SQL in strings, and collections that are read by a name. */
export function analyzeJvmFile(
  code: CodeStrings,
  style: CodeStyle,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const analysis = analyzeCodeStrings(code, style, options);
  analysis.reasons.push({
    start: 0,
    end: options.text.length,
    kind: 'unsupported',
    message: `What reads the dataset here is not understood in ${style.name}. Migrate it by hand.`,
  });
  return analysis;
}
