import { commonIndentation } from './commonIndentation';
import { isWord, splitCode } from '../patches/codeWords';
import type { ContractNames } from './contractNames';
import type {
  FileChange,
  LearnedRule,
  RulePart,
  RuleReplacement,
} from './LearnedRule';

/** What an accepted change of a target did to a file. */
export interface AcceptedChange {
  targetId: string;
  change: FileChange;
}

/** A rule, and the targets whose accepted changes it repeats. */
export interface RuleOffer {
  /** Changes of the same shape differ in nothing but words that the contract does not know. */
  shape: string;
  rule: LearnedRule;
  targetIds: string[];
}

/** What one person or agent did once is no pattern. */
const FEWEST_TARGETS = 2;

type Pieces = Array<{ before: string[][]; after: string[][] }>;

interface Example {
  targetId: string;
  extension: string;
  pieces: Pieces;
}

/**
 * Rules that repeat what was accepted at least twice: words that differ between the changes become holes, if what is written in
 * their place can be told from what was there. Each names something old, so that it fits nothing but code which reads the
 * old dataset.
 */
export function learnRules(
  accepted: AcceptedChange[],
  names: ContractNames,
): RuleOffer[] {
  const byShape = new Map<string, Example[]>();
  for (const { targetId, change } of accepted) {
    const pieces = splitChange(change);
    if (pieces && saysSomethingOld(pieces, names)) {
      const { extension } = change;
      const shape = shapeOf(extension, pieces, names);
      const alike = byShape.get(shape) ?? [];
      byShape.set(shape, [...alike, { targetId, extension, pieces }]);
    }
  }
  return [...byShape].flatMap(([shape, examples]) => {
    const targetIds = [...new Set(examples.map(({ targetId }) => targetId))];
    const rule =
      targetIds.length >= FEWEST_TARGETS ? generalize(examples) : undefined;
    return rule ? [{ shape, rule, targetIds: targetIds.sort() }] : [];
  });
}

/** Undefined where what is written is not indented as what was there, so that nobody knows where it belongs. */
function splitChange({ replacements }: FileChange): Pieces | undefined {
  const pieces: Pieces = [];
  for (const { before, after } of replacements) {
    const indentation = commonIndentation(before);
    const isWithin = (line: string) =>
      line.trim() === '' || line.startsWith(indentation);
    if (!after.every(isWithin)) {
      return undefined;
    }
    const split = (line: string) => splitCode(line.slice(indentation.length));
    pieces.push({ before: before.map(split), after: after.map(split) });
  }
  return pieces;
}

function saysSomethingOld(pieces: Pieces, { old }: ContractNames): boolean {
  return pieces.some(({ before }) =>
    before.some(line => line.some(piece => old.has(piece))),
  );
}

function shapeOf(
  extension: string,
  pieces: Pieces,
  { all }: ContractNames,
): string {
  const abstract = (piece: string) =>
    isWord(piece) && !all.has(piece) ? '\u0000' : piece;
  return JSON.stringify([
    extension,
    pieces.map(({ before, after }) => [
      before.map(line => line.map(abstract)),
      after.map(line => line.map(abstract)),
    ]),
  ]);
}

/** Undefined when what was written in some place follows from nothing that was there. */
function generalize(examples: Example[]): LearnedRule | undefined {
  const [first, ...others] = examples;
  const holes = new Map<string, number>();
  const placesOf = (
    read: (example: Example) => string,
  ): { word: string; key: string; isSame: boolean } => {
    const word = read(first);
    const words = [word, ...others.map(read)];
    return {
      word,
      key: JSON.stringify(words),
      isSame: words.every(each => each === word),
    };
  };
  const partsOf = (
    side: 'before' | 'after',
    index: number,
  ): RulePart[][] | undefined => {
    const lines: RulePart[][] = [];
    for (const [at, line] of first.pieces[index][side].entries()) {
      const parts: RulePart[] = [];
      for (const position of line.keys()) {
        const { word, key, isSame } = placesOf(
          example => example.pieces[index][side][at][position],
        );
        const known = holes.get(key);
        if (isSame) {
          parts.push(word);
        } else if (known !== undefined) {
          parts.push({ hole: known });
        } else if (side === 'before') {
          holes.set(key, holes.size + 1);
          parts.push({ hole: holes.size });
        } else {
          return undefined;
        }
      }
      lines.push(parts);
    }
    return lines;
  };
  // what was there in all places first: a word may come back in a line before the one that it was taken from
  const befores = first.pieces.map((_, index) => partsOf('before', index));
  const afters = first.pieces.map((_, index) => partsOf('after', index));
  const replacements: RuleReplacement[] = [];
  for (const [index, before] of befores.entries()) {
    const after = afters[index];
    if (!before || !after) {
      return undefined;
    }
    replacements.push({ before, after });
  }
  return { extension: first.extension, replacements };
}
