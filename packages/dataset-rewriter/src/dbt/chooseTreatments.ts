import { evaluateCondition } from './evaluateCondition';
import type { JinjaRegion, RegionTreatment } from './maskJinja';
import type { BodyBlock } from './readBlocks';

const SIDE_EFFECT =
  /^(config|log|print|return|docs|do|set_\w+|expose_\w+|hide_\w+)\s*\(/;
const CALL = /^[\w.]+\s*\([^]*\)$/;
const RELATION = /^(?:builtins\.)?(?:ref|source)\s*\(/;
/** Its strings are columns or expressions, and what it prints depends on their values alone. */
const SURROGATE_KEY =
  /^dbt_utils\.(?:generate_)?surrogate_key\s*\(\s*\[\s*(?:(['"])[\w.]+\1\s*,?\s*)+\]\s*\)$/;
const INLINE_IF = /\bif\b([^]*?)(?:\belse\b[^]*)?$/;

/** Words behind which an operand, a table or a query has to stand. */
const EXPECTS_MORE = new Set(
  `select distinct all from join where and or on by then else when in as not having case between like ilike is with union
  except intersect over limit using values set into table view update partition order group qualify interval recursive
  lateral exists any offset top`.split(/\s+/),
);

/** What each region probably stands for, by what stands before it. */
export function chooseTreatments(
  text: string,
  regions: JinjaRegion[],
  bodies: BodyBlock[],
): Map<number, RegionTreatment> {
  const treatments = new Map<number, RegionTreatment>();
  for (const { opening, closing } of bodies) {
    treatments.set(opening.start, 'separator');
    if (closing) {
      treatments.set(closing.start, 'separator');
    }
  }
  let before = '';
  let position = 0;
  for (const region of regions) {
    before = lastCharacters(before + text.slice(position, region.start));
    if (region.kind === 'expression') {
      const treatment = treatExpression(region.body, before);
      treatments.set(region.start, treatment);
      before += treatment === 'blank' ? ' ' : 'x';
    } else {
      before += treatments.has(region.start) ? ';' : ' ';
    }
    position = region.end;
  }
  return treatments;
}

function treatExpression(body: string, before: string): RegionTreatment {
  if (SIDE_EFFECT.test(body)) {
    return 'blank';
  }
  if (SURROGATE_KEY.test(body)) {
    return 'columns';
  }
  const condition = INLINE_IF.exec(body)?.[1];
  if (condition && evaluateCondition(condition) !== 'unknown') {
    return 'blank';
  }
  if (/(?<![\w)\]"'`])\d*\.\d*$|(?<!\w)\d+$/.test(before)) {
    return 'number';
  }
  if (/\b(?:union(?: all| distinct)?|except|intersect)\s+$/i.test(before)) {
    return 'query';
  }
  return CALL.test(body) && !RELATION.test(body) && endsOperand(before)
    ? 'blank'
    : 'name';
}

/** Whether a clause follows, rather than an operand. */
function endsOperand(before: string): boolean {
  if (!/\s$/.test(before)) {
    return false;
  }
  const trimmed = before.trimEnd();
  const word = /(?<!\w)[a-z_]\w*$/i.exec(trimmed)?.[0];
  return word
    ? !EXPECTS_MORE.has(word.toLowerCase())
    : /[\w)\]"'`]$/.test(trimmed);
}

/** Comments are passed over; what is far behind does not matter. */
function lastCharacters(text: string): string {
  return text
    .slice(-4000)
    .replace(/--[^\r\n]*/g, ' ')
    .replace(/\/\*[^]*?\*\//g, ' ')
    .slice(-200);
}
