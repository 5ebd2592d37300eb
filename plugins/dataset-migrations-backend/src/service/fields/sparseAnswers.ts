import type {
  ErrorRequestHandler,
  Request,
  RequestHandler,
  Response,
} from 'express';
import type { OpenApiRequest } from 'express-openapi-validator/dist/framework/types';
import { chooseFields, type ChosenFields } from './chooseFields';
import { describeAnswer } from './describeFields';
import { pickFields } from './pickFields';

type Handler = RequestHandler | ErrorRequestHandler;

/** What was chosen of the answer that is to come. */
interface Choice {
  isList: boolean;
  chosen: ChosenFields;
}

/**
 * Leaves of the answers of all operations that take the parameter `fields` what it names. It goes round the handlers that check
 * requests and answers: they see the whole answer, and what was asked for is known when they have read the request.
 */
export function sparseAnswers(checks: readonly Handler[]): Handler[] {
  const choices = new WeakMap<Response, Choice>();
  const shorten: RequestHandler = (_req, res, next) => {
    const sendWhole = res.json.bind(res);
    res.json = (answer: unknown) => {
      const choice = choices.get(res);
      return sendWhole(
        choice && res.statusCode === 200 ? apply(choice, answer) : answer,
      );
    };
    next();
  };
  const choose: RequestHandler = (req, res, next) => {
    const choice = findChoice(req);
    if (choice) {
      choices.set(res, choice);
    }
    next();
  };
  return [shorten, ...checks, choose];
}

function findChoice(req: Request): Choice | undefined {
  const { fields } = req.query as { fields?: readonly string[] };
  const { openapi } = req as unknown as OpenApiRequest;
  const answer =
    fields && req.method === 'GET' && openapi && 'openApiRoute' in openapi
      ? describeAnswer(openapi.openApiRoute)
      : undefined;
  return (
    fields &&
    answer && {
      isList: answer.isList,
      chosen: chooseFields(fields, answer.fields),
    }
  );
}

/** A list stays one, with how to go on. */
function apply({ isList, chosen }: Choice, answer: unknown): unknown {
  if (!isList) {
    return pickFields(answer, chosen);
  }
  const { items, ...rest } = answer as { items: unknown };
  return { items: pickFields(items, chosen), ...rest };
}
