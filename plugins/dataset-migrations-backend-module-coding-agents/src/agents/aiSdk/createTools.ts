import { tool, type ToolSet } from 'ai';
import { z } from 'zod';
import type { CheckoutFiles } from '../../checkout/CheckoutFiles';
import { VerifyTool } from '../../verifyTool/VerifyTool';

export interface ToolsOptions {
  files: CheckoutFiles;
  verifyTool: VerifyTool;
}

const MOST_LINES = 400;
const MOST_CHARACTERS = 40_000;

function renderLines(text: string, from: number, to: number): string {
  const lines = text.split('\n');
  const last = Math.min(to, from + MOST_LINES - 1, lines.length);
  const numbered = lines
    .slice(from - 1, last)
    .map((line, index) => `${from + index}\t${line}`)
    .join('\n')
    .slice(0, MOST_CHARACTERS);
  return last < lines.length
    ? `${numbered}\n(${lines.length} lines in all)`
    : numbered;
}

/** All that the agent can do: read, search, edit, verify. */
export function createTools(options: ToolsOptions): ToolSet {
  const { files, verifyTool } = options;
  const line = z.number().int().min(1);
  return {
    search: tool({
      description:
        'Finds a text in the files of the checkout and in their names. It is no pattern; upper and lower case differ.',
      inputSchema: z.object({
        text: z.string().min(1).max(500),
        folder: z.string().optional(),
      }),
      execute: async ({ text, folder }) => {
        const hits = await files.search(text, folder);
        return hits.length > 0
          ? hits.map(hit => `${hit.path}:${hit.line}: ${hit.text}`).join('\n')
          : 'Nothing holds this text';
      },
    }),
    read: tool({
      description: `Shows a file with the numbers of its lines, at most ${MOST_LINES} lines at a time.`,
      inputSchema: z.object({
        path: z.string().max(1000),
        from: line.optional(),
        to: line.optional(),
      }),
      execute: async ({ path, from = 1, to = Infinity }) =>
        renderLines(await files.read(path), from, to),
    }),
    edit: tool({
      description:
        'Replaces one place of a file. `before` has to be there exactly once, with its spaces and line ends.',
      inputSchema: z.object({
        path: z.string().max(1000),
        before: z.string().min(1),
        after: z.string(),
      }),
      execute: async ({ path, before, after }) => {
        await files.edit(path, { before, after });
        return 'Done';
      },
    }),
    [VerifyTool.NAME]: tool({
      description: VerifyTool.DESCRIPTION,
      inputSchema: z.object({}),
      execute: async () => (await verifyTool.use()).text,
    }),
  };
}
