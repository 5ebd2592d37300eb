/** What people can have Skein do from below a pull request, with what it means. */
export const COMMANDS = {
  retry: 'make the change anew for this pull request; it also undoes a stop',
  explain: 'say what is proved here, what is not, and why',
  stop: 'let no agent work on this pull request any more',
  help: 'list these commands',
} as const;

export type Command = keyof typeof COMMANDS;

/** Further down nobody looks for a command; what is longer was not written by hand. */
const LOOKED_AT = 20_000;
const FENCE = /^ {0,3}(```|~~~)/;

function isCommand(word: string): word is Command {
  return Object.hasOwn(COMMANDS, word);
}

/**
 * The first command that somebody has written: on a line of its own that begins with it, outside of code. Undefined when
 * Skein was not spoken to, `unknown` when it was, with something that it does not know. Looks at nothing but its argument.
 */
export function parseCommand(body: string): Command | 'unknown' | undefined {
  let fence: string | undefined;
  for (const line of body.slice(0, LOOKED_AT).split(/\r\n?|\n/)) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      fence = fence === undefined ? mark : undefined;
    }
    const spoken =
      fence === undefined ? /^\/skein(?:[ \t]+(.*))?$/i.exec(line) : null;
    if (spoken) {
      const word = /^\S*/.exec(spoken[1] ?? '')?.[0].toLowerCase() ?? '';
      return isCommand(word) ? word : 'unknown';
    }
  }
  return undefined;
}
