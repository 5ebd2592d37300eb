import type {
  Evidence,
  Finding,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { DiffFile } from './readDiff';

/** What a model reads of a repository. */
export interface ReadByModel {
  files: DiffFile[];
  findings: Finding[];
  evidence: Evidence;
}

/**
 * Words with which code speaks to whoever judges it. They need not be cunning to be found out: a repository that has such
 * words anywhere near its changes is not accepted by a model that has read them.
 */
const STEERING = [
  /\b(judge|reviewer|llm|assistant|chatgpt|gpt|claude|gemini)s?\b\W{0,12}(you\W+)?((must|should|shall|please|now|to|always)\W+)?(approve|accept|pass|allow|lgtm|agree|say|answer|output|return|respond)\b/i,
  /\b(ignore|disregard|forget)\b.{0,40}\b(instructions?|rules|prompt|above|previous)\b/i,
  /\bverdict\b\W{0,8}(is\W+)?(accept|approve|pass)/i,
  /\b(accept|approve|don'?t veto|do not veto|never veto)\b.{0,30}\b(this|the)\b.{0,10}\b(patch|diff|change|pull request)\b/i,
  /<\/data\b/i,
];

/** Where a repository speaks to its judge: `file:line` of the first such place. */
export function findSteering({
  files,
  findings,
  evidence,
}: ReadByModel): string | undefined {
  const speaks = (text: string) => STEERING.some(words => words.test(text));
  for (const { path, lines } of files) {
    if (speaks(path)) {
      return path;
    }
    const line = lines.find(({ text }) => speaks(text));
    if (line) {
      return `${path}:${line.number}`;
    }
  }
  const finding = findings.find(
    ({ file, message, text }) =>
      speaks(message) || speaks(text ?? '') || speaks(file),
  );
  if (finding) {
    return placeOf(finding);
  }
  const rung = evidence.rungs.find(({ detail }) => speaks(detail));
  return rung && `the evidence, ${rung.level}`;
}

function placeOf({ file, line }: Finding): string {
  return line === undefined ? file : `${file}:${line}`;
}
