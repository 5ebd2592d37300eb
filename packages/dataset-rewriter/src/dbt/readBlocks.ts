import type { Span } from '../edits/Edit';
import { evaluateCondition } from './evaluateCondition';
import type { JinjaRegion } from './maskJinja';

/** One way through an `if`, from behind its tag to the next tag. */
export interface TemplateBranch extends Span {
  blocks: ConditionalBlock[];
}

/** An `if` with its branches; those that a loop of one turn never takes are apart. */
export interface ConditionalBlock extends Span {
  branches: TemplateBranch[];
  neverTaken: Span[];
}

/** A block whose body is a text of its own, such as a macro or `{% set x %}…{% endset %}`. */
export interface BodyBlock extends Span {
  keyword: string;
  opening: JinjaRegion;
  closing?: JinjaRegion;
}

/** How the tags of a template are nested. */
export interface TemplateBlocks {
  /** Outermost first; inner ones hang below their branches. */
  conditionals: ConditionalBlock[];
  bodies: BodyBlock[];
}

interface OpenConditional {
  keyword: 'if' | 'for';
  block: ConditionalBlock;
  branch: TemplateBranch;
  condition: 'always' | 'never' | 'unknown';
  isSettled: boolean;
}

const BODY_KEYWORDS = new Set([
  'macro',
  'test',
  'data_test',
  'snapshot',
  'materialization',
  'call',
  'set',
]);

/** Reads how the tags are nested; a tag that fits nowhere is passed over. */
export function readBlocks(
  regions: JinjaRegion[],
  length: number,
): TemplateBlocks {
  const conditionals: ConditionalBlock[] = [];
  const bodies: BodyBlock[] = [];
  const open: OpenConditional[] = [];
  const openBodies: BodyBlock[] = [];
  for (const region of regions.filter(({ kind }) => kind === 'statement')) {
    const keyword = /^\w+/.exec(region.body)?.[0] ?? '';
    const current = open.at(-1);
    if (keyword === 'if' || keyword === 'for') {
      const enclosing = current?.branch.blocks ?? conditionals;
      open.push(openConditional(keyword, region, enclosing));
    } else if ((keyword === 'elif' || keyword === 'else') && current) {
      closeBranch(current, region.start);
      startBranch(current, region);
    } else if (keyword === `end${current?.keyword}` && current) {
      closeBranch(current, region.start);
      current.block.end = region.end;
      open.pop();
    } else if (BODY_KEYWORDS.has(keyword) && !isInlineSet(region)) {
      const { start, end } = region;
      openBodies.push({ keyword, opening: region, start, end });
    } else if (keyword === `end${openBodies.at(-1)?.keyword}`) {
      const body = openBodies.pop();
      if (body) {
        bodies.push({ ...body, closing: region, end: region.end });
      }
    }
  }
  for (const left of open.reverse()) {
    closeBranch(left, length);
    left.block.end = length;
  }
  return {
    conditionals,
    bodies: [...bodies, ...openBodies.map(b => ({ ...b, end: length }))],
  };
}

function openConditional(
  keyword: 'if' | 'for',
  region: JinjaRegion,
  enclosing: ConditionalBlock[],
): OpenConditional {
  const block: ConditionalBlock = {
    start: region.start,
    end: region.end,
    branches: [],
    neverTaken: [],
  };
  enclosing.push(block);
  const opened: OpenConditional = {
    keyword,
    block,
    branch: { start: region.end, end: region.end, blocks: [] },
    condition: 'unknown',
    isSettled: false,
  };
  startBranch(opened, region);
  return opened;
}

function startBranch(opened: OpenConditional, region: JinjaRegion) {
  opened.branch = { start: region.end, end: region.end, blocks: [] };
  opened.condition = opened.isSettled ? 'never' : conditionOf(opened, region);
  opened.isSettled ||= opened.condition === 'always';
}

/** A loop is read as one turn, so that its `else` never comes. */
function conditionOf(
  { keyword }: OpenConditional,
  { body }: JinjaRegion,
): OpenConditional['condition'] {
  if (keyword === 'for') {
    return 'always';
  }
  const condition = /^(?:el)?if\b([^]*)$/.exec(body)?.[1];
  return condition === undefined ? 'unknown' : evaluateCondition(condition);
}

function closeBranch(
  { block, branch, condition }: OpenConditional,
  end: number,
) {
  branch.end = end;
  if (condition === 'never') {
    block.neverTaken.push({ start: branch.start, end });
  } else {
    block.branches.push(branch);
  }
}

/** `{% set x = … %}` has no body. */
function isInlineSet({ body }: JinjaRegion): boolean {
  return /^set\b[^=(]*=/.test(body);
}
