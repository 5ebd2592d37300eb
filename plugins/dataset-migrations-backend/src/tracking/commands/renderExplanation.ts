import type {
  Evidence,
  Finding,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { loadTargetFacts } from '../../database/operations/targets/loadTargetFacts';
import type { DbTargetRow } from '../../database/tables';
import { inertCode, inertText } from '../../publishing/inertMarkdown';
import { renderEvidence } from '../../publishing/renderEvidence';
import { toTarget } from '../../service/response/toTarget';
import type { EffectFacts } from '../effects/EFFECTS';

/** Further places are in Backstage. */
const MOST_PLACES = 10;
const LONGEST_MESSAGE = 300;

/** What is proved of the patch of a pull request, what is not and why, what was left to people, and what comes next. */
export async function renderExplanation({
  knex,
  target: { id },
  targetUrl,
}: Pick<EffectFacts, 'knex' | 'target' | 'targetUrl'>): Promise<string> {
  const [facts] = await loadTargetFacts(
    knex,
    await knex<DbTargetRow>('targets').where({ id }),
  );
  const { evidence, requiredLevel, findings, nextStep } = toTarget(facts);
  return renderParts({
    evidence,
    requiredLevel,
    findings,
    nextStep,
    targetUrl,
  });
}

/** The text of an explanation. The same input gives the same text. */
export function renderParts(options: {
  evidence?: Evidence;
  requiredLevel: Evidence['level'];
  findings: Finding[];
  nextStep: string;
  targetUrl: string;
}): string {
  const { findings, nextStep, targetUrl } = options;
  const rest = findings.length - MOST_PLACES;
  return [
    renderEvidence(options),
    ...(findings.length > 0
      ? [
          [
            '### Left as it is',
            ...findings.slice(0, MOST_PLACES).map(renderPlace),
            ...(rest > 0 ? [`- and ${rest} more in Backstage`] : []),
          ].join('\n'),
        ]
      : []),
    `### What comes next\n${inertText(nextStep)} [In Backstage](${targetUrl})`,
  ].join('\n\n');
}

function renderPlace({ file, line, message }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `- ${inertCode(place)}: ${inertText(message, LONGEST_MESSAGE)}`;
}
