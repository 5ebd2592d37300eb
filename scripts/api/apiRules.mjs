// What the OpenAPI description has to hold beside the rules of OpenAPI itself: whoever scripts the API gets by with it alone.
import functions from '@stoplight/spectral-functions';
import rulesets from '@stoplight/spectral-rulesets';

const { pattern, truthy } = functions;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const OPERATIONS = `$.paths[*][${METHODS}]`;

/** With which statuses an operation has to say that something is wrong; everybody needs credentials where nothing else is said. */
function listNeededStatuses({ security }) {
  return security?.length === 0 ? ['400'] : ['400', '401', '403'];
}

function checkErrorResponses(operation) {
  const described = Object.keys(operation.responses ?? {});
  const missing = listNeededStatuses(operation).filter(
    status => !described.includes(status),
  );
  return missing.map(status => ({
    message: `responses.${status}: is missing; refer to the answer in components.responses`,
  }));
}

function checkNotFound(paths) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([key]) => METHODS.includes(key))
      .filter(([, { responses }]) => path.includes('{') && !responses?.['404'])
      .map(([method]) => ({
        message:
          'responses.404: is missing, and what the path names may not be there; refer to components.responses.NotFound',
        path: ['paths', path, method],
      })),
  );
}

/** Rules for `openapi.yaml`, in the form of Spectral. */
export const apiRules = {
  extends: [[rulesets.oas, 'all']],
  rules: {
    // the house has no person to be called
    'contact-properties': 'off',
    'info-contact': 'off',
    'license-url': 'off',
    'oas3-unused-component': 'error',
    'operation-description': 'error',
    'operation-operationId': 'error',
    'operation-tags': 'error',
    'operation-tag-defined': 'error',
    'operation-singular-tag': 'error',
    'oas3-parameter-description': 'error',
    'oas3-valid-media-example': 'error',
    'oas3-valid-schema-example': 'error',
    'tag-description': 'error',
    'skein-operation-summary': {
      description: 'An operation has a summary that is a sentence.',
      message: '{{description}} {{error}}',
      severity: 'error',
      given: OPERATIONS,
      then: [
        { field: 'summary', function: truthy },
        {
          field: 'summary',
          function: pattern,
          functionOptions: { match: '^[A-Z].*\\.$' },
        },
      ],
    },
    'skein-operation-id': {
      description: 'The operationId is a verb and a noun in PascalCase.',
      severity: 'error',
      given: OPERATIONS,
      then: {
        field: 'operationId',
        function: pattern,
        functionOptions: { match: '^([A-Z][a-z]+){2,}$' },
      },
    },
    'skein-error-responses': {
      description: 'An operation says with which statuses it refuses.',
      severity: 'error',
      given: OPERATIONS,
      then: { function: checkErrorResponses },
    },
    'skein-not-found': {
      description: 'What is named in the path may not be there.',
      severity: 'error',
      given: '$.paths',
      then: { function: checkNotFound },
    },
    'skein-request-example': {
      description: 'A body that is asked for has an example; give one.',
      message: '{{description}}',
      severity: 'error',
      given: [
        '$..requestBody.content[*]',
        '$.components.requestBodies..content[*]',
      ],
      then: { field: 'example', function: truthy },
    },
    'skein-error-example': {
      description: 'An answer that refuses something has an example; give one.',
      message: '{{description}}',
      severity: 'error',
      given:
        '$.components.responses[BadRequest,Unauthenticated,Unsigned,NotAllowed,NotFound,Conflict,Stale,KeyReused].content[*]',
      then: { field: 'example', function: truthy },
    },
  },
};
