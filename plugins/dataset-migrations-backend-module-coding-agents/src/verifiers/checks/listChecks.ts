import type { RepositoryCheck } from '../RepositoryCheck';
import { dbtParse, sqlfluff, terraformValidate } from './data';
import { gradle, maven, sbt } from './jvm';
import { npmTest } from './npmTest';
import { pytest, pythonCompiles, ruff } from './python';

/** All checks that are known, the cheap ones first: a build need not be waited for when a linter has said no. */
export const REPOSITORY_CHECKS: RepositoryCheck[] = [
  pythonCompiles,
  ruff,
  sqlfluff,
  terraformValidate,
  dbtParse,
  npmTest,
  pytest,
  maven,
  gradle,
  sbt,
];
