import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Modules of the packages from their sources, public or not: the process runs with Backstage's transform. */
export function loadPart(file) {
  return require(`../../${file}`);
}

/** A part of the module with agents and judges, by its path below `src`. */
export function loadAgentsPart(file) {
  return loadPart(
    `plugins/dataset-migrations-backend-module-coding-agents/src/${file}`,
  );
}

/** A part of the backend, by its path below `src`. */
export function loadBackendPart(file) {
  return loadPart(`plugins/dataset-migrations-backend/src/${file}`);
}

/** A part of the rewriter, by its path below `src`. */
export function loadRewriterPart(file) {
  return loadPart(`packages/dataset-rewriter/src/${file}`);
}
