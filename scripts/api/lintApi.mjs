import spectralCore from '@stoplight/spectral-core';
import spectralParsers from '@stoplight/spectral-parsers';
import { apiRules } from './apiRules.mjs';

const { Document, Ruleset, Spectral } = spectralCore;

/** Everything that is wrong with an OpenAPI description, a line each with its place. */
export async function lintApi(text, source) {
  const spectral = new Spectral();
  spectral.setRuleset(new Ruleset(apiRules));
  const problems = await spectral.run(
    new Document(text, spectralParsers.Yaml, source),
  );
  return problems.map(
    ({ code, message, path, range }) =>
      `${source}:${range.start.line + 1}: ${path.join(
        '.',
      )}: ${message} (${code})`,
  );
}
