import type { Span } from '../edits/Edit';
import type { SqlScript, SqlToken } from '../sql/parse/parseScript';
import type {
  JinjaRegion,
  MaskChoices,
  MaskedJinja,
  RegionTreatment,
} from './maskJinja';
import type { ConditionalBlock, TemplateBlocks } from './readBlocks';

interface FailedMask {
  text: string;
  blocks: TemplateBlocks;
  choices: MaskChoices;
  jinja: MaskedJinja;
  script: SqlScript;
  reach: number;
}

const OPENINGS: RegionTreatment[] = [
  'separatorSelect',
  'separatorWhere',
  'separatorFrom',
];

/** Where the parser stops; absent when it reads all. */
export function findProblemOffset(
  { problem, statements }: SqlScript,
  masked: string,
): number | undefined {
  if (problem !== undefined) {
    return 0;
  }
  const failed = statements.find(({ tree }) => !tree);
  if (!failed) {
    return undefined;
  }
  const place = /line (\d+), column (\d+)/.exec(failed.problem ?? '');
  if (!place) {
    return failed.start;
  }
  const lines = masked.slice(failed.start, failed.end).split('\n');
  const line = Number(place[1]) - 1;
  const before = lines.slice(0, line).reduce((n, l) => n + l.length + 1, 0);
  const offset = failed.start + before + Number(place[2]) - 1;
  return Math.max(failed.start, Math.min(offset, failed.end - 1));
}

/** Other masks that may take the parser further, the likeliest first. */
export function findMaskRepairs(failed: FailedMask): MaskChoices[] {
  const { text, choices, script, reach, blocks } = failed;
  const statement = script.statements.find(({ tree }) => !tree);
  if (!statement) {
    return [];
  }
  const { tokens } = statement;
  const index = tokens.findIndex(({ end }) => end > reach);
  const at = tokens[index < 0 ? tokens.length - 1 : index];
  const before = tokens[tokens.indexOf(at) - 1];
  const shown = choices.regions.filter(
    region => !choices.hidden.some(span => contains(span, region)),
  );
  const near = shown.filter(
    ({ kind, start, end }) =>
      kind === 'expression' &&
      end >= (tokens[tokens.indexOf(at) - 4]?.start ?? statement.start - 200) &&
      start <= (tokens[tokens.indexOf(at) + 1]?.end ?? text.length),
  );
  const nearest = near.sort(
    (a, b) => distance(a, at) - distance(b, at) || b.start - a.start,
  );
  const hideAll = (spans: Span[]): MaskChoices[] =>
    spans.length ? [{ ...choices, hidden: [...choices.hidden, ...spans] }] : [];
  const hideSpan = (span: Span): MaskChoices => ({
    ...choices,
    hidden: [...choices.hidden, { start: span.start, end: span.end }],
  });
  const isTouched = (token: SqlToken | undefined) =>
    token !== undefined && touchesTemplate(token, text, choices.regions);
  const words = [at, before].filter(token => isRemovable(token));
  return [
    ...nearest.slice(0, 4).flatMap(region => retreat(region, choices)),
    ...words.filter(isTouched).map(token => hideSpan(token)),
    ...danglingSetOperators(tokens, at).map(hideSpan),
    ...openingOf(statement.start, failed).flatMap(opening =>
      OPENINGS.filter(t => t !== choices.treatments.get(opening.start)).map(
        treatment => treat(opening, treatment, choices),
      ),
    ),
    ...conditionalsNear(blocks.conditionals, at, before).map(hideSpan),
    ...bodiesAround(statement, failed).map(hideSpan),
    ...hideAll(blocksBehind(at, failed)),
  ];
}

/** The same region as something else. */
function retreat(region: JinjaRegion, choices: MaskChoices): MaskChoices[] {
  const now = choices.treatments.get(region.start) ?? 'blank';
  const others: RegionTreatment[] = ['blank', 'name', 'query', 'table'];
  return others
    .filter(other => other !== now)
    .map(other => treat(region, other, choices));
}

function treat(
  { start }: JinjaRegion,
  treatment: RegionTreatment,
  choices: MaskChoices,
): MaskChoices {
  const treatments = new Map(choices.treatments).set(start, treatment);
  return { ...choices, treatments };
}

/** A comma or a word that joins, which has lost one of its sides to the template. */
function isRemovable(token: SqlToken | undefined): boolean {
  return /^(?:,|and|or|where|union|all)$/i.test(token?.text ?? '');
}

/** Whether nothing but space and template stands between a token and a tag. */
function touchesTemplate(
  { start, end }: Span,
  text: string,
  regions: JinjaRegion[],
): boolean {
  return regions.some(
    region =>
      (region.end <= start && !text.slice(region.end, start).trim()) ||
      (region.start >= end && !text.slice(end, region.start).trim()),
  );
}

/** `UNION ALL` at the end of a loop, in front of what follows. */
function danglingSetOperators(tokens: SqlToken[], at: SqlToken): Span[] {
  const index = tokens.indexOf(at);
  const isOperator = ({ text }: SqlToken) =>
    /^(?:union|all|distinct|except|intersect)$/i.test(text);
  let first = index;
  while (first > 0 && isOperator(tokens[first - 1])) {
    first -= 1;
  }
  return first < index
    ? [{ start: tokens[first].start, end: tokens[index - 1].end }]
    : [];
}

/** The tag behind which the statement stands that does not parse. */
function openingOf(start: number, { choices, text }: FailedMask) {
  const before = choices.regions.filter(
    region =>
      region.end <= start &&
      choices.treatments.get(region.start)?.startsWith('separator'),
  );
  const opening = before.at(-1);
  const inside = choices.regions.find(
    region =>
      region.start <= start &&
      start < region.end &&
      choices.treatments.get(region.start)?.startsWith('separator'),
  );
  const found = inside ?? opening;
  return found && text.slice(found.start, found.end) ? [found] : [];
}

/** Conditionals without another branch that stand at the place; the innermost first. */
function conditionalsNear(
  conditionals: ConditionalBlock[],
  at: Span,
  before: Span | undefined,
): Span[] {
  const found: Span[] = [];
  const visit = (block: ConditionalBlock) => {
    block.branches.forEach(({ blocks }) => blocks.forEach(visit));
    const holds = [at, before].some(
      token => token && block.start <= token.start && token.end <= block.end,
    );
    if (holds) {
      found.push(block);
    }
  };
  conditionals.forEach(visit);
  return found;
}

/** The body of a macro that holds nothing which can be read. */
function bodiesAround(statement: Span, { blocks }: FailedMask): Span[] {
  return blocks.bodies
    .map(({ opening, closing, end }) => ({
      start: opening.end,
      end: closing?.start ?? end,
    }))
    .filter(body => contains(body, statement))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}

/** Blocks in the middle of a statement, which print nothing there. */
function blocksBehind(at: Span, { blocks, text }: FailedMask): Span[] {
  const found: Span[] = [];
  let end = at.end;
  const sets = blocks.bodies.filter(({ keyword }) => keyword === 'set');
  for (const block of sets.sort((a, b) => a.start - b.start)) {
    const between = text.slice(end, block.start).replace(/\{%[^]*?%\}/g, '');
    if (block.start >= end && !between.trim()) {
      found.push({ start: block.start, end: block.end });
      end = block.end;
    }
  }
  return found;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function distance(region: Span, token: Span): number {
  return Math.max(0, token.start - region.end, region.start - token.end);
}
