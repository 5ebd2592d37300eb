import type {
  Evidence,
  EvidenceLevel,
  FieldMapping,
  Finding,
  MappingContract,
  Ruling,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { contractTitle, datasetName } from './datasetNames';
import { inertCode, inertText } from './inertMarkdown';
import { renderEvidence } from './renderEvidence';
import { renderRuling } from './renderRuling';

export interface PullRequestBodyOptions {
  contract: MappingContract;
  contractVersion: number;
  requiredLevel: EvidenceLevel;
  /** YYYY-MM-DD. */
  deadline?: string;
  ownerRef: string;
  targetId: string;
  /** Where people see files of the repository: a commit and a path are added. */
  filesUrl: string;
  baseSha: string;
  agent: string;
  filesChanged: number;
  linesAdded: number;
  linesRemoved: number;
  evidence?: Evidence;
  ruling?: Ruling;
  findings: Finding[];
  /** Page of the target in Backstage. */
  targetUrl: string;
  marker: string;
}

/** GitHub refuses more than 65,536 characters. */
const MAX_LENGTH = 60_000;
/** How many lines a list may have; the next number is taken where the one before makes the body too long. */
const LIST_LENGTHS = [40, 20, 10, 5];
const MAX_MESSAGE_LENGTH = 400;
/** A longer path is shown, but not linked. */
const MAX_LINKED_PATH_LENGTH = 400;

interface RenderOptions extends PullRequestBodyOptions {
  maxLines: number;
}

/** What, why, what is proved, and what is left to people. The same input gives the same text. */
export function pullRequestBody(options: PullRequestBodyOptions): string {
  const bodies = LIST_LENGTHS.map(maxLines =>
    renderBody({ ...options, maxLines }),
  );
  return (
    bodies.find(body => body.length <= MAX_LENGTH) ?? bodies[bodies.length - 1]
  );
}

function renderBody(options: RenderOptions): string {
  const judgements = options.findings.filter(
    ({ kind }) => kind === 'judgement',
  );
  const left = options.findings.filter(({ kind }) => kind !== 'judgement');
  return [
    renderWhy(options),
    renderChanges(options),
    renderEvidence(options),
    options.ruling && renderRuling(options.ruling),
    renderFindings('What you decide', '- [ ] ', judgements, options),
    renderFindings('Left as it is', '- ', left, options),
    renderOptions(options),
    renderFooter(options),
    options.marker,
  ]
    .filter(section => section !== undefined)
    .join('\n\n');
}

function renderWhy(options: RenderOptions): string {
  const { contract, deadline, targetUrl } = options;
  const moves = contract.spec.datasets.map(
    ({ from, to }) =>
      `${inertCode(datasetName(from))} to ${inertCode(datasetName(to))}`,
  );
  const links = [
    ...(contract.spec.guide ? [link('Guide', contract.spec.guide)] : []),
    link('In Backstage', targetUrl),
  ];
  const sentences = [
    `**${inertText(
      contractTitle(contract),
    )}** moves this repository from ${listed(moves, 3)}.`,
    ...(contract.metadata.description
      ? [inertText(contract.metadata.description)]
      : []),
    ...(deadline ? [`Due **${inertText(deadline)}**.`] : []),
  ];
  return `${sentences.join(' ')} · ${links.join(' · ')}`;
}

function renderChanges(options: RenderOptions): string {
  const { contract, filesChanged, linesAdded, linesRemoved, maxLines } =
    options;
  const rows = contract.spec.datasets.flatMap(({ fields }) =>
    fields.flatMap(renderField),
  );
  const table =
    rows.length === 0
      ? []
      : [
          '| old | new | how |',
          '|---|---|---|',
          ...rows.slice(0, maxLines),
          ...more({ total: rows.length, maxLines, bullet: '', noun: 'fields' }),
          '',
        ];
  const outputs =
    contract.spec.outputs === 'preserve'
      ? 'Output column names stay the same.'
      : 'Output columns take the new names.';
  return [
    '### What changes',
    ...table,
    `${count(filesChanged, 'file')}, ${count(
      linesAdded,
      'line',
    )} added, ${linesRemoved} removed. ${outputs}`,
  ].join('\n');
}

function renderField(field: FieldMapping): string[] {
  if (field.from === undefined) {
    return [];
  }
  const to = [field.to ?? []].flat().map(inertCode).join(', ');
  return [`| ${inertCode(field.from)} | ${to || '–'} | ${howOf(field)} |`];
}

function howOf({ change, expression }: FieldMapping): string {
  if (change === 'judgement') {
    return 'you decide';
  }
  if (change === 'dropped') {
    return 'no replacement';
  }
  return expression ? inertCode(expression) : 'renamed';
}

function renderFindings(
  title: string,
  bullet: string,
  findings: Finding[],
  options: RenderOptions,
): string | undefined {
  const { maxLines } = options;
  if (findings.length === 0) {
    return undefined;
  }
  return [
    `### ${title}`,
    ...findings
      .slice(0, maxLines)
      .map(finding => `${bullet}${renderFinding(finding, options)}`),
    ...more({
      total: findings.length,
      maxLines,
      bullet: '- ',
      noun: 'places',
    }),
  ].join('\n');
}

function renderFinding(
  finding: Finding,
  { filesUrl, baseSha }: PullRequestBodyOptions,
): string {
  const { file, line, field, text, message } = finding;
  const place = line === undefined ? file : `${file}:${line}`;
  const path = file.split('/').map(encodeSegment).join('/');
  const anchor = line === undefined ? '' : `#L${line}`;
  const about = field ?? text;
  const shown = inertCode(place);
  return [
    path.length <= MAX_LINKED_PATH_LENGTH
      ? `[${shown}](${filesUrl}/${baseSha}/${path}${anchor})`
      : shown,
    ...(about ? [` ${inertCode(about)}`] : []),
    `: ${inertText(message, MAX_MESSAGE_LENGTH)}`,
  ].join('');
}

function renderOptions({
  targetUrl,
  contract,
}: PullRequestBodyOptions): string {
  return [
    '### Your options',
    `Merge · push to this branch (we never overwrite your commits) · ${link(
      'take over, not ours, exception',
      targetUrl,
    )}`,
    `By hand, with the contract from Backstage: ${inertCode(
      `skein rewrite --contract ${contract.metadata.name}.yaml .`,
    )}`,
  ].join('\n');
}

function renderFooter(options: RenderOptions): string {
  const { targetId, contractVersion, agent, ownerRef } = options;
  return `<sub>Target ${targetId}, contract v${contractVersion}, agent: ${inertText(
    agent,
  )}. Questions: ${inertText(ownerRef)}.</sub>`;
}

function link(text: string, url: string): string {
  const address = encodeURI(decodeSafely(url))
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29');
  return `[${text}](${address})`;
}

/** Brackets would end the link. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[()]/g,
    bracket => `%${bracket.charCodeAt(0).toString(16)}`,
  );
}

function decodeSafely(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function listed(values: string[], max: number): string {
  const shown = values.slice(0, max).join(', from ');
  return values.length > max
    ? `${shown}, and ${values.length - max} more in Backstage`
    : shown;
}

function more(options: {
  total: number;
  maxLines: number;
  bullet: string;
  noun: string;
}): string[] {
  const { total, maxLines, bullet, noun } = options;
  return total > maxLines
    ? ['', `${bullet}and ${total - maxLines} more ${noun} in Backstage`]
    : [];
}
