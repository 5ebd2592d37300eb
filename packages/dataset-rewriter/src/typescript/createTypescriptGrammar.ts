import type { CodeStyle } from '../code/CodeStyle';
import { createCodeGrammar } from '../code/createCodeGrammar';
import type { Grammar } from '../grammars/Grammar';
import { analyzeTypescriptFile } from './analyzeTypescriptFile';
import { typescriptStyle } from './typescriptStyle';

/** How TypeScript and JavaScript are read; the dialect with tags reads both. */
export function createTypescriptGrammar(
  language: 'typescript' | 'tsx',
): Promise<Grammar> {
  const style: CodeStyle = { ...typescriptStyle, language };
  return createCodeGrammar({
    style,
    analyze: (code, options) => analyzeTypescriptFile(code, style, options),
  });
}
