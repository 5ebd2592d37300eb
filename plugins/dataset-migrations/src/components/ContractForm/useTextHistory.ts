import { useRef, useState } from 'react';

/** Enough to take back an hour's work. */
const MAX_STEPS = 200;

interface Step {
  text: string;
  /** What was changed; typing goes on in the same step. */
  origin: string;
}

/** A text with what it was before, whichever of its editors changed it. */
export interface TextHistory {
  change: (text: string, origin: string) => void;
  undo?: () => void;
  redo?: () => void;
}

/**
 * Keeps what a text was.
 *
 * @remarks
 * A browser forgets what was typed once a text is set by anybody but the keyboard, so two views over one text need a history of their own.
 * A word is one step.
 */
export function useTextHistory(
  value: string,
  onChange: (text: string) => void,
): TextHistory {
  const past = useRef<Step[]>([]);
  const future = useRef<Step[]>([]);
  const origin = useRef('');
  // the steps are not state: they change with the text only
  const [, setRevision] = useState(0);

  const move = (from: Step[], to: Step[]) => {
    const step = from.pop();
    if (step) {
      to.push({ text: value, origin: origin.current });
      origin.current = '';
      setRevision(revision => revision + 1);
      onChange(step.text);
    }
  };

  return {
    change(text, changed) {
      if (text === value) {
        return;
      }
      if (origin.current !== changed || !isWithinWord(value, text)) {
        past.current = [
          ...past.current,
          { text: value, origin: origin.current },
        ].slice(-MAX_STEPS);
      }
      origin.current = changed;
      future.current = [];
      onChange(text);
    },
    ...(past.current.length > 0 && {
      undo: () => move(past.current, future.current),
    }),
    ...(future.current.length > 0 && {
      redo: () => move(future.current, past.current),
    }),
  };
}

/** Whether one character was typed or taken away, and none that ends a word. */
function isWithinWord(before: string, after: string): boolean {
  const [longer, shorter] =
    before.length > after.length ? [before, after] : [after, before];
  if (longer.length - shorter.length !== 1) {
    return false;
  }
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) {
    at += 1;
  }
  return !/\s/.test(longer[at]);
}
