import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import type { Evidence } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  Verifier,
  VerifyOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { RefusedEdit } from '../execution/patchPolicy/CheckoutChange';
import { explainRefusedEdits } from '../execution/patchPolicy/explainRefusedEdits';
import { traceVerifier } from '../telemetry/traceVerifier';
import { evidenceLevel, type VerifierAnswer } from './evidenceLevel';

export interface VerifyPatchOptions {
  verifiers: Verifier[];
  patch: VerifyOptions;
  /** Edits that are not in the patch, since no agent may make them; whoever has made them is not trusted with the rest. */
  refused: RefusedEdit[];
  logger: LoggerService;
}

/**
 * Asks every verifier about a patch. One that breaks has proved nothing: its rung counts as failed. One that its surroundings
 * fail says nothing about the patch, which is tried again.
 *
 * @throws ServiceUnavailableError of a verifier.
 */
export async function verifyPatch(
  options: VerifyPatchOptions,
): Promise<Evidence> {
  const { verifiers, patch, refused, logger } = options;
  const answers: VerifierAnswer[] = [];
  if (refused.length > 0) {
    answers.push({
      level: 'E1',
      result: {
        status: 'failed',
        detail: `An agent has made edits that no agent may make: ${explainRefusedEdits(
          refused,
        ).join('; ')}.`,
      },
    });
  }
  for (const verifier of verifiers) {
    patch.signal.throwIfAborted();
    try {
      answers.push({
        level: verifier.level,
        result: await traceVerifier(verifier, patch),
      });
    } catch (error) {
      patch.signal.throwIfAborted();
      if (isError(error) && error.name === 'ServiceUnavailableError') {
        throw error;
      }
      logger.error(`The verifier ${verifier.id} failed`, error as Error);
      answers.push({
        level: verifier.level,
        result: {
          status: 'failed',
          detail: `The verifier ${verifier.id} could not tell: ${stringifyError(
            error,
          )}`,
        },
      });
    }
  }
  return evidenceLevel(answers);
}
