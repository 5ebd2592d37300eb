import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import {
  API_DESCRIPTION,
  type DescribedOperation,
  type JsonSchema,
} from './describedOperations';

/** An answer of the backend, as supertest gives it. */
export interface SeenAnswer {
  status: number;
  type: string;
  body: unknown;
}

const DOCUMENT = 'openapi';

/** Holds answers against the description: a status or a field that is not described is a problem. */
export class AnswerChecker {
  readonly #ajv: Ajv2020;

  static create(): AnswerChecker {
    return new AnswerChecker();
  }

  private constructor() {
    this.#ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.#ajv);
    this.#ajv.addSchema({ $id: DOCUMENT, ...closeObjects(API_DESCRIPTION) });
  }

  /** What is wrong with an answer; empty when it is as described. */
  check(operation: DescribedOperation, answer: SeenAnswer): string[] {
    const status = String(answer.status);
    if (!operation.answers.has(status)) {
      return [
        `${
          operation.operationId
        } answers ${status}, which is not described: ${JSON.stringify(
          answer.body,
        )}`,
      ];
    }
    const pointer = operation.answers.get(status);
    if (pointer === undefined) {
      return [];
    }
    if (answer.type !== 'application/json') {
      return [`${status} is '${answer.type}' and not JSON`];
    }
    const validate = this.#ajv.getSchema(`${DOCUMENT}${pointer}`);
    if (!validate) {
      throw new Error(`There is no schema at ${pointer}`);
    }
    validate(answer.body);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${status} ${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
  }
}

/** Objects that say which fields they have, have no others; the description lets answers say more to others, and here that is a mistake. */
function closeObjects(description: object): JsonSchema {
  return JSON.parse(JSON.stringify(description), (_key, node) =>
    node?.type === 'object' && node.properties
      ? { additionalProperties: false, ...node }
      : node,
  );
}
