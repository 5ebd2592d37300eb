import { createCodeGrammar } from '../code/createCodeGrammar';
import type { Grammar } from '../grammars/Grammar';
import { analyzeJvmFile, listJvmColumns } from './analyzeJvmFile';
import { javaStyle, scalaStyle } from './jvmStyles';

/** How Scala and Java are read. */
export async function createJvmGrammar(
  language: 'scala' | 'java',
): Promise<Grammar> {
  const style = language === 'scala' ? scalaStyle : javaStyle;
  return createCodeGrammar({
    style,
    prepare: language === 'scala' ? adaptToParser : undefined,
    analyze: (code, options) => analyzeJvmFile(code, style, options),
    listColumns: listJvmColumns,
    changeableTypes: ['identifier'],
  });
}

/**
 * The parser does not know Spark's `$"column"`, an interpolation without a letter, nor a `+` at the end of a line.
 * Offsets stay.
 */
function adaptToParser(text: string): string {
  return text
    .replace(/(?<![\w$])\$(?=")/g, 's')
    .replace(
      /^((?:(?!\/\/)[^\r\n])*\+)([ \t]*\r?\n)/gm,
      (_, line: string, end: string) => line + ' '.repeat(end.length),
    );
}
