import type { Command } from 'commander';
import { numberOf } from '../numberOf';

/** Which page of a list is wanted. */
export interface PageFlags {
  limit?: string;
  cursor?: string;
}

/** Lets a command that lists something be asked for one page. */
export function addPaging(command: Command): Command {
  return command
    .option('--limit <N>', 'how many, 200 at most')
    .option('--cursor <CURSOR>', 'where the page before ended');
}

/** The page as the API wants it named. */
export function pageOf({ limit, cursor }: PageFlags) {
  return {
    limit: limit === undefined ? undefined : numberOf('--limit', limit),
    cursor,
  };
}

/** How to ask for the next page; nothing after the last. */
export function renderMore(cursor: string | undefined): string {
  return cursor === undefined ? '' : `more: --cursor ${cursor}\n`;
}
