/** Stands between the two halves of what would otherwise mean something to a code host; nobody sees it. */
const WORD_JOINER = '\u2060';

const MAX_VALUE_LENGTH = 200;

/** A value of somebody's code as a code span that cannot end early, mention, close or link anything. */
export function inertCode(value: string): string {
  const line = breakReferences(oneLine(value));
  const longestRun = Math.max(
    0,
    ...(line.match(/`+/g) ?? []).map(run => run.length),
  );
  const fence = '`'.repeat(longestRun + 1);
  const padding = /^`|`$|^ .* $/.test(line) || line === '' ? ' ' : '';
  // a bar would end the cell of a table even inside of a code span
  return `${fence}${padding}${line.replace(/\|/g, '\\|')}${padding}${fence}`;
}

/** Words of a person as plain text: no Markdown, no HTML, no mentions, no links, no closing of issues. */
export function inertText(value: string, maxLength: number = 4_000): string {
  return breakReferences(oneLine(value, maxLength))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]{}|~]/g, '\\$&')
    .replace(/@(?=\w)/g, `@${WORD_JOINER}`)
    .replace(/:\/\//g, `:${WORD_JOINER}//`)
    .replace(/\bwww\./gi, match => `${match.slice(0, 3)}${WORD_JOINER}.`)
    .replace(/^(?=[#+-]|\d+[.)])/, WORD_JOINER);
}

/** Text for a title or a commit message, where Markdown means nothing but references do. */
export function inertLine(value: string): string {
  return breakReferences(oneLine(value)).replace(/@(?=\w)/g, `@${WORD_JOINER}`);
}

/** `#12` and `GH-12` link an issue, and after a word such as "fixes" they close it. */
function breakReferences(line: string): string {
  return line
    .replace(/#(?=\d)/g, `#${WORD_JOINER}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1${WORD_JOINER}-`)
    .replace(
      /\b(close[sd]?|fix(?:e[sd])?|resolve[sd]?)(:?\s+)(?=https?:)/gi,
      `$1${WORD_JOINER}$2`,
    );
}

/** Control characters, among them those that turn the direction of text, could hide what is written. */
function oneLine(value: string, maxLength: number = MAX_VALUE_LENGTH): string {
  const line = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > maxLength
    ? `${characters.slice(0, maxLength).join('')}…`
    : line;
}
