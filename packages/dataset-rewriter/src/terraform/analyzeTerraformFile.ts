import { analyzeCodeStrings } from '../code/analyzeCodeStrings';
import type { CodeStrings } from '../code/readStrings';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';
import { terraformStyle } from './terraformStyle';

/** Analyses Terraform: SQL in strings and heredocs. */
export function analyzeTerraformFile(
  code: CodeStrings,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const analysis = analyzeCodeStrings(code, terraformStyle, options);
  analysis.reasons.push({
    start: 0,
    end: options.text.length,
    kind: 'unproved',
    message:
      'What becomes of this name is not understood in Terraform. Migrate it by hand.',
  });
  return analysis;
}
