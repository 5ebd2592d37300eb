import { analyzeCodeStrings } from '../code/analyzeCodeStrings';
import type { CodeStrings } from '../code/readStrings';
import {
  addAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { settlePieces } from '../pieces/settlePieces';
import { findPieces } from './findPieces';
import { terraformStyle } from './terraformStyle';

/** Analyses Terraform: SQL in strings and heredocs, and tables that blocks name in pieces. */
export function analyzeTerraformFile(
  code: CodeStrings,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const analysis = analyzeCodeStrings(code, terraformStyle, options);
  addAnalysis(
    analysis,
    settlePieces(
      {
        pieces: findPieces(code.nodes, options.text),
        columnObstacle:
          'Some columns of the table change, and what reads them here is not known. Migrate it by hand.',
      },
      options,
    ),
  );
  analysis.reasons.push({
    start: 0,
    end: options.text.length,
    kind: 'unproved',
    message:
      'What becomes of this name is not understood in Terraform. Migrate it by hand.',
  });
  return analysis;
}
