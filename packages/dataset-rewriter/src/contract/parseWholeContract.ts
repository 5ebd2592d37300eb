import {
  parseContract,
  type ParseContractResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { checkExpressions } from './checkExpressions';

/**
 * As `parseContract`, with the checks of SQL that need a parser. Whoever stores or runs a contract asks this.
 * @public
 */
export async function parseWholeContract(
  text: string,
): Promise<ParseContractResult> {
  const parsed = parseContract(text);
  if (parsed.problems) {
    return parsed;
  }
  const problems = await checkExpressions(parsed.contract);
  return problems.length > 0 ? { problems } : parsed;
}
