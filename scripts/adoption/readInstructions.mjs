import { ScriptError } from '../say.mjs';

/** The part of a page below a heading, up to the next heading of its level or above. */
function readSection(markdown, heading) {
  const lines = markdown.split('\n');
  const first = lines.indexOf(heading);
  if (first < 0) {
    throw new ScriptError(`README.md has no heading "${heading}"`);
  }
  const level = heading.indexOf(' ');
  const isEnd = line => /^#+ /.test(line) && line.indexOf(' ') <= level;
  const length = lines.slice(first + 1).findIndex(isEnd);
  return lines
    .slice(first + 1, length < 0 ? undefined : first + 1 + length)
    .join('\n');
}

function readBlocks(section) {
  return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language, text]) => ({ language, text }),
  );
}

/** A change of one file: its first line names the file as a comment does. */
function readChange(text) {
  const [first, ...lines] = text.trimEnd().split('\n');
  const file = first.match(/^ \/\/ (\S+)$/)?.[1];
  if (!file) {
    throw new ScriptError(
      `A change in README.md does not begin with " // <file>", but with "${first}"`,
    );
  }
  return { file, lines };
}

/**
 * What README.md tells people to do, as the adoption test does it.
 * @returns `commands` for a shell, `changes` of files, `config` as YAML
 */
export function readInstructions(markdown, heading) {
  const blocks = readBlocks(readSection(markdown, heading));
  const textsOf = language =>
    blocks.filter(block => block.language === language).map(({ text }) => text);
  return {
    commands: textsOf('bash').flatMap(text => text.trimEnd().split('\n')),
    changes: textsOf('diff').map(readChange),
    config: textsOf('yaml').join('\n'),
  };
}
