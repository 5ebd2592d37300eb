import { createCodeGrammar } from '../code/createCodeGrammar';
import type { Grammar } from '../grammars/Grammar';
import { analyzeTerraformFile } from './analyzeTerraformFile';
import { findPieces } from './findPieces';
import { terraformStyle } from './terraformStyle';

/** How Terraform is read. */
export function createTerraformGrammar(): Promise<Grammar> {
  return createCodeGrammar({
    style: terraformStyle,
    analyze: analyzeTerraformFile,
    findPieces,
  });
}
