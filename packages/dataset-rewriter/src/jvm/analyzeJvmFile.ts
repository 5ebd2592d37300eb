import { analyzeCodeStrings } from '../code/analyzeCodeStrings';
import type { CodeStyle } from '../code/CodeStyle';
import type { CodeStrings } from '../code/readStrings';
import {
  addAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { FrameLedger } from '../frames/FrameLedger';
import type { ColumnRead } from '../grammars/Grammar';
import { createJvmWriter } from './createJvmWriter';
import { followNames } from './followNames';
import { JvmProgram } from './JvmProgram';

/** Analyses Scala and Java: SQL in strings, and collections that are read by a name. */
export function analyzeJvmFile(
  code: CodeStrings,
  style: CodeStyle,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const analysis = analyzeCodeStrings(code, style, options);
  const ledger = createLedger(code, options);
  analysis.drafts.push(...ledger.unknown);
  addAnalysis(analysis, ledger.frames.decide());
  analysis.reasons.push({
    start: 0,
    end: options.text.length,
    kind: 'unsupported',
    message: `What reads the dataset here is not understood in ${style.name}. Migrate it by hand.`,
  });
  return analysis;
}

/** Columns that the collections of a file read. */
export function listJvmColumns(
  code: CodeStrings,
  options: AnalyzeFileOptions,
): ColumnRead[] {
  return createLedger(code, options).frames.listColumns();
}

function createLedger(code: CodeStrings, options: AnalyzeFileOptions) {
  const writer = createJvmWriter(code, options.text);
  const frames = FrameLedger.create(writer, options.guide);
  const program = JvmProgram.create(code, frames, options);
  return { frames, unknown: followNames(program) };
}
