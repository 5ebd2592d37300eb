import type { Request } from 'express';
import { GithubError } from './GithubError';

/** Fields of a JSON body; each reader refuses what GitHub would refuse. */
export function bodyFields(request: Request): Record<string, unknown> {
  const { body } = request;
  if (body === undefined || body === null || body === '') {
    return {};
  }
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new GithubError(400, 'Problems parsing JSON');
  }
  return body;
}

export function optionalText(
  fields: Record<string, unknown>,
  name: string,
): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw new GithubError(
      422,
      `Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(
        value,
      )} is not a string.`,
    );
  }
  return value;
}

export function requiredText(
  fields: Record<string, unknown>,
  name: string,
): string {
  const value = optionalText(fields, name);
  if (value === undefined) {
    throw new GithubError(
      422,
      `Invalid request.\n\n"${name}" wasn't supplied.`,
    );
  }
  return value;
}

export function textList(
  fields: Record<string, unknown>,
  name: string,
): string[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value) || value.some(item => typeof item !== 'string')) {
    throw new GithubError(
      422,
      `Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(
        value,
      )} is not an array of strings.`,
    );
  }
  return value;
}

export function requiredNumber(
  fields: Record<string, unknown>,
  name: string,
): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new GithubError(
      422,
      `Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(
        value,
      )} is not an integer.`,
    );
  }
  return value;
}

const LONGEST_BODY = 65_536;

/** What people write below pull requests; GitHub refuses more of it. */
export function boundedText(text: string): string {
  if (text.length > LONGEST_BODY) {
    throw new GithubError(422, 'Unprocessable Entity', [
      `Body is too long (maximum is ${LONGEST_BODY} characters)`,
    ]);
  }
  return text;
}
