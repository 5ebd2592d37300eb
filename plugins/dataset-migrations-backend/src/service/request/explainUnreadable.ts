import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';

const MEGABYTE = 1024 * 1024;

/** Says the mend for what could not even be read, and what nobody before has explained. */
export const explainUnreadable: ErrorRequestHandler = (
  error,
  req,
  _res,
  next,
) => {
  if (error instanceof URIError) {
    next(
      new InputError(
        `path: ${JSON.stringify(
          req.path,
        )} cannot be read; encode what stands in it as encodeURIComponent does`,
      ),
    );
  } else if (error?.type === 'entity.too.large') {
    next(
      new InputError(
        `body: more than ${error.limit / MEGABYTE} MB; send less at once`,
      ),
    );
  } else {
    next(error);
  }
};
