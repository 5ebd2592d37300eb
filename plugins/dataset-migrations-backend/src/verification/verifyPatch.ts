import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Evidence } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  Verifier,
  VerifyOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { evidenceLevel, type VerifierAnswer } from './evidenceLevel';

export interface VerifyPatchOptions {
  verifiers: Verifier[];
  patch: VerifyOptions;
  logger: LoggerService;
}

/** Asks every verifier about a patch. One that breaks has proved nothing: its rung counts as failed. */
export async function verifyPatch(
  options: VerifyPatchOptions,
): Promise<Evidence> {
  const { verifiers, patch, logger } = options;
  const answers: VerifierAnswer[] = [];
  for (const verifier of verifiers) {
    patch.signal.throwIfAborted();
    try {
      answers.push({
        level: verifier.level,
        result: await verifier.verify(patch),
      });
    } catch (error) {
      patch.signal.throwIfAborted();
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
