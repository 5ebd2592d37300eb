import { InputError } from '@backstage/errors';
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from 'express';

const MEGABYTE = 1024 * 1024;

const explainBodyError: ErrorRequestHandler = (error, _req, _res, next) => {
  switch (error?.type) {
    case 'entity.too.large':
      next(
        new InputError(
          `body: ${(error.length / MEGABYTE).toFixed(
            1,
          )} MB is more than 1 MB; shorten the contract, or split it into several migrations`,
        ),
      );
      break;
    case 'entity.parse.failed':
      next(
        new InputError(
          `body: is not JSON (${error.message}); send JSON with the header content-type: application/json`,
        ),
      );
      break;
    case 'charset.unsupported':
      next(
        new InputError(
          `headers.content-type: the charset ${JSON.stringify(
            error.charset,
          )} is not known here; send JSON in UTF-8`,
        ),
      );
      break;
    case 'encoding.unsupported':
      next(
        new InputError(
          `headers.content-encoding: ${JSON.stringify(
            error.encoding,
          )} is not known here; send the body as it is, or by gzip`,
        ),
      );
      break;
    default:
      next(error);
  }
};

/** Reads JSON bodies up to 1 MB; what is larger, or no JSON, is refused with the mend. */
export function jsonBody(): [RequestHandler, ErrorRequestHandler] {
  return [express.json({ limit: MEGABYTE }), explainBodyError];
}
