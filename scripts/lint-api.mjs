// Lints the OpenAPI description: OpenAPI's own rules, and that whoever scripts the API gets by with it alone.
import fs from 'node:fs/promises';
import path from 'node:path';
import { lintApi } from './api/lintApi.mjs';
import { ROOT } from './paths.mjs';
import { runMain, say, ScriptError } from './say.mjs';

const SOURCE = 'plugins/dataset-migrations-backend/src/schema/openapi.yaml';

await runMain(async () => {
  const text = await fs.readFile(path.join(ROOT, SOURCE), 'utf8');
  const problems = await lintApi(text, SOURCE);
  problems.forEach(problem => say(problem));
  if (problems.length > 0) {
    throw new ScriptError(
      `${problems.length} problems in the description of the API.`,
    );
  }
  say('The description of the API has no problems.');
});
