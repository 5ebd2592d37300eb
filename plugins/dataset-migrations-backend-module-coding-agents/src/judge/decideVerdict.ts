import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { JudgeAnswer } from '@skein/backstage-plugin-dataset-migrations-node';
import type { ModelVerdict } from './modelVerdict';
import type { DiffFile } from './readDiff';

export interface VerdictFacts {
  said: ModelVerdict;
  /** What the model has read. */
  files: DiffFile[];
  findings: Finding[];
  /** Where the diff speaks to its judge. */
  steering?: string;
}

type Decision = Pick<JudgeAnswer, 'verdict' | 'reasons'>;

function undecided(reason: string): Decision {
  return { verdict: 'undecided', reasons: [reason] };
}

/**
 * What the word of a model comes to. An objection counts when it names a place that the model has read; an acceptance counts
 * when the model does not contradict itself and nothing that it has read told it to accept.
 */
export function decideVerdict(facts: VerdictFacts): Decision {
  const { said, files, findings, steering } = facts;
  const cited = said.objections.filter(({ file, line }) =>
    isPlace(file, line, files, findings),
  );
  if (said.verdict === 'veto') {
    return cited.length > 0
      ? { verdict: 'veto', reasons: cited.map(renderObjection) }
      : undecided('The judge vetoes, but names no place of the diff.');
  }
  if (said.verdict === 'undecided') {
    return undecided(said.why ?? 'The judge did not say what it lacks.');
  }
  if (said.objections.length > 0) {
    return undecided('The judge accepts and objects at the same time.');
  }
  if (steering !== undefined) {
    return undecided(
      `The repository speaks to its judge (${steering}), so that acceptance means nothing.`,
    );
  }
  return { verdict: 'accept', reasons: [] };
}

function isPlace(
  path: string,
  line: number | undefined,
  files: DiffFile[],
  findings: Finding[],
): boolean {
  const file = files.find(each => each.path === path);
  return (
    (file !== undefined &&
      (line === undefined ||
        file.lines.some(({ number }) => number === line))) ||
    findings.some(
      finding =>
        finding.file === path && (line === undefined || finding.line === line),
    )
  );
}

function renderObjection({
  file,
  line,
  sentence,
}: ModelVerdict['objections'][number]): string {
  return `${line === undefined ? file : `${file}:${line}`}: ${sentence}`;
}
