import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parse, stringify } from 'yaml';
import { say, ScriptError } from '../say.mjs';

const require = createRequire(import.meta.url);

/** The rewriter, from its sources: the process runs with Backstage's transform. */
export function loadRewriter() {
  return require('../../packages/dataset-rewriter/src');
}

/** A module of the rewriter that is not public, by its path below `src`. */
export function loadPart(file) {
  return require(`../../packages/dataset-rewriter/src/${file}`);
}

/**
 * Checks a document as a mapping contract. One that has the shape and breaks a rule is used all the same, with a word about it:
 * history is not always as the rules want it.
 */
export function toContract(document, file) {
  const {
    checkContract,
    mappingContractSchema,
    parseContract,
    renderContractProblems,
  } = require('@skein/backstage-plugin-dataset-migrations-common');
  const { success, data } = mappingContractSchema.safeParse(document);
  if (!success) {
    const { problems } = parseContract(stringify(document));
    throw new ScriptError(
      `${file} has no mapping contract:\n${renderContractProblems(problems)}`,
    );
  }
  const [problem] = checkContract(data);
  if (problem) {
    say(
      `${file}: refused by the checker: ${renderContractProblems([problem])}`,
    );
  }
  return data;
}

/** Reads a file of YAML. */
export async function readYaml(file) {
  return parse(await fs.readFile(file, 'utf8'));
}
