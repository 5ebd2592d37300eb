import { inSpan } from './inSpan';
import { ATTRIBUTES, SPANS } from './names';

/** Takes one step of a publication within a span. */
export async function inPublicationStep<T>(
  step: 'prepare' | 'push' | 'openPullRequest' | 'adoptPullRequest',
  act: () => Promise<T>,
): Promise<T> {
  const attributes = { [ATTRIBUTES.step]: step };
  return await inSpan({ name: SPANS.publicationStep, attributes }, act);
}
