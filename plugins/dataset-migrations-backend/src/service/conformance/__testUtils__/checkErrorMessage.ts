import type { SeenAnswer } from './AnswerChecker';

/** Where something is wrong, its value, and what to do about it. */
const FIELD = /^(body|query|params|path|headers)([.[][^:]*)?: /;
/** The problems of a contract stand below this, each with its place. */
const CONTRACT = /^(The contract cannot be used:|spec\.)/;

/** What a person misses in the message of an answer that refuses something; empty when it says field, value and mend. */
export function checkErrorMessage({ status, body }: SeenAnswer): string[] {
  if (status !== 400 && status !== 422) {
    return [];
  }
  const { message } = Object(body).error;
  const lines = CONTRACT.test(message) ? [] : String(message).split('\n');
  return lines
    .filter(line => !FIELD.test(line) && !/^and \d+ more problems$/.test(line))
    .map(line => `This names no field: ${line}`);
}
