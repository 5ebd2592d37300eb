import { isError } from '@backstage/errors';
import type { FailureClass } from '@skein/backstage-plugin-dataset-migrations-common';
import { AgentFailedError } from './AgentFailedError';
import { errorChain } from './errorChain';

export interface ClassifiedFailure {
  failure: FailureClass;
  /** How long somebody asked to be left alone. */
  retryAfterSeconds?: number;
}

/** Codes of the operating system that say that this machine or the way from it is short of something. */
const MACHINE_CODES: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'EAGAIN',
  'EIO',
  'EROFS',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What git and HTTP clients write when they only pass on such a code. */
const MACHINE_WORDS =
  /No space left on device|Disk quota exceeded|Too many open files|Cannot allocate memory|Resource temporarily unavailable|Input\/output error|Read-only file system|socket hang up|ENOSPC|EDQUOT|EMFILE/i;

/** Errors that come back as often as one tries. */
const PERMANENT: ReadonlySet<string> = new Set([
  'InputError',
  'NotFoundError',
  'NotAllowedError',
  'AuthenticationError',
  'NotImplementedError',
]);

function retryAfterOf(error: unknown): number | undefined {
  return isError(error) && typeof error.retryAfterSeconds === 'number'
    ? error.retryAfterSeconds
    : undefined;
}

function isShortage(error: unknown): boolean {
  return (
    isError(error) &&
    (MACHINE_CODES.has(String(error.code)) || MACHINE_WORDS.test(error.message))
  );
}

/** Who is to blame for a failed attempt: the surroundings, the attempt itself, or something that a person has to mend. */
export function classifyFailure(error: unknown): ClassifiedFailure {
  const chain = errorChain(error);
  const retryAfterSeconds = chain.map(retryAfterOf).find(Number.isFinite);
  if (retryAfterSeconds !== undefined) {
    return { failure: 'rate', retryAfterSeconds };
  }
  if (chain.some(isShortage)) {
    return { failure: 'infrastructure' };
  }
  const agentFailure = chain.find(each => each instanceof AgentFailedError);
  if (agentFailure) {
    // whatever else an agent throws, also 'not found', is about its work
    const { cause } = agentFailure;
    return {
      failure:
        isError(cause) && cause.name === 'ServiceUnavailableError'
          ? 'infrastructure'
          : 'agent',
    };
  }
  const name = isError(error) ? error.name : '';
  if (name === 'ServiceUnavailableError') {
    return { failure: 'infrastructure' };
  }
  return { failure: PERMANENT.has(name) ? 'permanent' : 'agent' };
}
