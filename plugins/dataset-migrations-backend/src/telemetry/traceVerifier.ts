import type {
  Verifier,
  VerifierResult,
  VerifyOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { inSpan } from './inSpan';
import { ATTRIBUTES, SPANS } from './names';
import { plainName } from './plainName';

/** Asks a verifier within a span, which tells what it said. */
export async function traceVerifier(
  verifier: Verifier,
  patch: VerifyOptions,
): Promise<VerifierResult> {
  const attributes = {
    [ATTRIBUTES.verifier]: plainName(verifier.id),
    [ATTRIBUTES.level]: verifier.level,
  };
  return await inSpan({ name: SPANS.verifier, attributes }, async span => {
    const result = await verifier.verify(patch);
    span.setAttribute(ATTRIBUTES.status, result.status);
    return result;
  });
}
