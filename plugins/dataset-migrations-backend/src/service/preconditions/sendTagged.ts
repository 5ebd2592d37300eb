import type { Response } from 'express';
import { renderEntityTag } from './entityTag';

/** Answers with an ETag, which a change may send back as If-Match. */
export function sendTagged<TAnswer extends object>(
  res: Response,
  answer: TAnswer,
  revisionOf: (answer: TAnswer) => string,
): void {
  res.set('ETag', renderEntityTag(revisionOf(answer), answer)).json(answer);
}
