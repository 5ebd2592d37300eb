import type {
  AgentFeedback,
  FailedCheck,
  PullRequestRemark,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { plainText } from '../../verification/plainText';

const MOST_TEXT_BYTES = 2_000;
const MOST_NAME_BYTES = 200;
const MOST_PATH_BYTES = 400;
/** More than this a model would not read beside its work. */
const MOST_PARTS = 30;
const MOST_BYTES = 12_000;

/** What a reviewer who asks for changes has said, in general and of lines. Looks at nothing but its argument. */
export function reviewToFeedback({
  author,
  body,
  lineComments,
}: PullRequestRemark): AgentFeedback[] {
  const source = oneLine(author, MOST_NAME_BYTES);
  return [
    ...(body.trim() === ''
      ? []
      : [{ from: 'reviewer' as const, source, text: bounded(body) }]),
    ...lineComments.slice(0, MOST_PARTS).map(({ path, line, body: text }) => ({
      from: 'reviewer' as const,
      source,
      path: oneLine(path, MOST_PATH_BYTES),
      ...(line !== undefined && { line }),
      text: bounded(text),
    })),
  ];
}

/** What a check that failed has said, in general and of lines. Looks at nothing but its argument. */
export function checkToFeedback(check: FailedCheck): AgentFeedback[] {
  const { name, conclusion, summary, annotations } = check;
  const source = oneLine(name, MOST_NAME_BYTES);
  return [
    {
      from: 'check',
      source,
      text: bounded(`${conclusion}\n${summary}`),
    },
    ...annotations.slice(0, MOST_PARTS).map(({ path, line, message }) => ({
      from: 'check' as const,
      source,
      path: oneLine(path, MOST_PATH_BYTES),
      ...(line !== undefined && { line }),
      text: bounded(message),
    })),
  ];
}

/** As much of it as an agent is given; the first parts count most. Looks at nothing but its argument. */
export function limitFeedback(feedback: AgentFeedback[]): AgentFeedback[] {
  const limited: AgentFeedback[] = [];
  let bytes = 0;
  for (const part of feedback.slice(0, MOST_PARTS)) {
    bytes += Buffer.byteLength(part.text) + (part.path?.length ?? 0);
    if (bytes > MOST_BYTES) {
      return limited;
    }
    limited.push(part);
  }
  return limited;
}

function bounded(text: string): string {
  // what is cut off anyway need not be looked at character by character
  return plainText(text.slice(0, MOST_TEXT_BYTES * 4), MOST_TEXT_BYTES).trim();
}

function oneLine(text: string, mostBytes: number): string {
  return plainText(text.slice(0, mostBytes * 4), mostBytes)
    .replace(/\s+/g, ' ')
    .trim();
}
