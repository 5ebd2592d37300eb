import { createLocator } from '../findings/locate';
import type { TextFile } from './DbtProjects';
import { findRegions } from './maskJinja';
import { readBlocks } from './readBlocks';

/** A macro that the project itself defines. */
export interface ProjectMacro {
  name: string;
  parameters: string[];
  path: string;
  line: number;
  body: string;
}

const HEAD = /^macro\s+(\w+)\s*\(([^]*)\)$/;

/** The macros of a file. */
export function findMacros({ path, text }: TextFile): ProjectMacro[] {
  if (!/\{%[-+]?\s*macro\b/.test(text)) {
    return [];
  }
  const locate = createLocator(text);
  return readBlocks(findRegions(text), text.length).bodies.flatMap(
    ({ keyword, opening, closing, end }) => {
      const head = keyword === 'macro' ? HEAD.exec(opening.body) : null;
      return head
        ? [
            {
              name: head[1],
              parameters: head[2]
                .split(',')
                .map(parameter => parameter.split('=')[0].trim()),
              path,
              line: locate(opening.start).line,
              body: text.slice(opening.end, closing?.start ?? end),
            },
          ]
        : [];
    },
  );
}
