import { ServiceUnavailableError } from '@backstage/errors';
import type { SandboxEnd } from '../../sandbox/Sandbox';
import { describeEnd } from './describeEnd';

/**
 * The error of an agent that has ended too early. That the machine under it went away is no fault of the agent, so that the attempt
 * is tried again; everything else is.
 */
export function toEndError(end: SandboxEnd, output: string): Error {
  const message = describeEnd(end, output);
  return end.reason === 'lost'
    ? new ServiceUnavailableError(message)
    : new Error(message);
}
