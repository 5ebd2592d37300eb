import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import { spec } from '../../schema/openapi.generated';
import type { OpenApiRequest } from 'express-openapi-validator/dist/framework/types';
import {
  describeRequestProblems,
  type ValidatorProblem,
} from './describeRequestProblems';

export interface ValidateRequestsOptions {
  /** For tests: an answer that the description does not allow becomes an error. */
  checkResponses?: boolean;
}

const explainProblems: ErrorRequestHandler = (error, req, _res, next) => {
  if (error?.status === 415) {
    next(
      new InputError(
        `headers.content-type: ${JSON.stringify(
          req.headers['content-type'] ?? '',
        )} is not read here; send JSON with application/json`,
      ),
    );
    return;
  }
  const problems: ValidatorProblem[] | undefined = error?.errors;
  next(
    error?.status === 400 && Array.isArray(problems)
      ? describeRequestProblems(problems, {
          query: req.query,
          body: req.body,
          // express fills in its own only when it comes to the route
          params: (req as OpenApiRequest).openapi?.pathParams ?? {},
        })
      : error,
  );
};

function createValidators(checkResponses: boolean): RequestHandler[] {
  const validators = middleware({
    // the router does not know where it is mounted
    apiSpec: {
      ...structuredClone(spec),
      servers: [{ url: '/' }],
    } as unknown as Parameters<typeof middleware>[0]['apiSpec'],
    // credentials are the business of handlers
    validateSecurity: false,
    validateRequests: { allErrors: true, allowUnknownQueryParameters: false },
    validateResponses: checkResponses,
    ignoreUndocumented: true,
    useRequestUrl: true,
    fileUploader: false,
  });
  return validators as RequestHandler[];
}

/** They know of no request, and take longer to make than a request takes. */
const made = new Map<boolean, RequestHandler[]>();

/**
 * Checks requests against the OpenAPI description and fills in its defaults, so that handlers may trust their types.
 * The router of `@backstage/backend-openapi-utils` does the same, but its errors tell neither value nor mend.
 */
export function validateRequests({
  checkResponses = false,
}: ValidateRequestsOptions = {}): Array<RequestHandler | ErrorRequestHandler> {
  const validators =
    made.get(checkResponses) ?? createValidators(checkResponses);
  made.set(checkResponses, validators);
  return [...validators, explainProblems];
}
