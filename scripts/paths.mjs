import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);

/** What scripts fetch and remember; nothing in it is precious. */
export const SKEIN_FOLDER = path.join(ROOT, '.skein');

/** What `npm start` keeps between two starts, and `npm run reset` deletes. */
export const STATE_FOLDER = path.join(SKEIN_FOLDER, 'state');
