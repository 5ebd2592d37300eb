import { InputError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/** What the description asks for is far from as deep. */
const DEEPEST = 30;

/** Refuses what no operation can mean and what could break one: a body without a bottom, and texts that no database keeps. */
export function refuseUnreadable(): RequestHandler {
  return (req, _res, next) => {
    checkValues('body', req.body);
    checkValues('query', req.query);
    next();
  };
}

/** Looks without recursion, since that is what a hostile body would use up. */
function checkValues(root: string, value: unknown): void {
  const open = [{ field: root, value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { field, depth } = next;
    if (typeof next.value === 'string' && next.value.includes('\u0000')) {
      throw new InputError(
        `${field}: has a NUL character at position ${next.value.indexOf(
          '\u0000',
        )}, which cannot be kept; leave it out`,
      );
    }
    if (typeof next.value === 'object' && next.value !== null) {
      if (depth === DEEPEST) {
        throw new InputError(
          `${root}: is nested more than ${DEEPEST} levels deep; send what the description of the operation asks for`,
        );
      }
      for (const [key, inner] of Object.entries(next.value)) {
        open.push({ field: `${field}.${key}`, value: inner, depth: depth + 1 });
      }
    }
  }
}
