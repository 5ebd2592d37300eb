import type { FilePlan } from '../analyzeFile';
import type { FileResult } from './analyzeWithinLimits';
import { TimeLimitError } from './withinTime';

/** Does the analysis of one file; a fault of ours, or too much work, costs that file and not the run. */
export function settle(analyze: () => FilePlan): FileResult {
  try {
    return { plan: analyze() };
  } catch (error) {
    if (error instanceof TimeLimitError) {
      return { problem: `${error.message}.` };
    }
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `The file could not be analysed: ${reason}.` };
  }
}
