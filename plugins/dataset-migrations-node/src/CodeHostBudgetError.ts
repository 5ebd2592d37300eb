import { CodeHostUnavailableError } from './CodeHostUnavailableError';

/**
 * What may be asked of a code host is used up for now: no failure, only a time to wait.
 * @public
 */
export class CodeHostBudgetError extends CodeHostUnavailableError {}
