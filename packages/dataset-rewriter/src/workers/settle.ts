import type { FilePlan } from '../analyzeFile';
import type { FileResult } from './analyzeWithinLimits';

/** Does the analysis of one file; a fault of ours costs that file, not the run. */
export function settle(analyze: () => FilePlan): FileResult {
  try {
    return { plan: analyze() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `The file could not be analysed: ${reason}.` };
  }
}
