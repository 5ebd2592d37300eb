import { z } from 'zod';

const LONGEST_PATH = 4096;

/** A path below a folder, and nothing else. */
const innerPath = z
  .string()
  .min(1)
  .max(LONGEST_PATH)
  .refine(
    path =>
      !path.includes('\0') &&
      path.split('/').every(part => !['', '.', '..'].includes(part)),
    'leads out of its folder',
  );

/** What a file, a folder or a link is, as both sides of a session say it; what is anything else has no entry. */
export const treeEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), path: innerPath }),
  z.strictObject({
    kind: z.literal('link'),
    path: innerPath,
    to: z
      .string()
      .min(1)
      .max(LONGEST_PATH)
      .refine(to => !to.includes('\0'), 'holds a NUL'),
  }),
  z.strictObject({
    kind: z.literal('file'),
    path: innerPath,
    isExecutable: z.boolean(),
    size: z.number().int().nonnegative(),
    /** SHA-256 in hexadecimal digits. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
]);

/** A file, a folder or a link below some folder. */
export type TreeEntry = z.output<typeof treeEntrySchema>;
