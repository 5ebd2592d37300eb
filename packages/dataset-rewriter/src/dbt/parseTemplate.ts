import type { Span } from '../edits/Edit';
import type { SqlDialect } from '../sql/parse/dialects';
import { parseScript, type SqlScript } from '../sql/parse/parseScript';
import { chooseBranches } from './chooseBranches';
import { chooseTreatments } from './chooseTreatments';
import {
  findRegions,
  maskJinja,
  type JinjaRegion,
  type MaskChoices,
  type MaskedJinja,
} from './maskJinja';
import { readBlocks, type TemplateBlocks } from './readBlocks';
import { findMaskRepairs, findProblemOffset } from './findMaskRepairs';

/** A text as it reads on one way through its template. */
export interface ParsedWay {
  script: SqlScript;
  jinja: MaskedJinja;
}

/** A text of SQL with its template. */
export interface ParsedTemplate {
  /** Ways through the template that parse; the first one, when none does. */
  ways: ParsedWay[];
  /** Why the first way does not parse. */
  problem?: string;
  /** SQL that is on none of the ways. */
  unseen: Span[];
  regions: JinjaRegion[];
  blocks: TemplateBlocks;
}

/** So many characters are parsed in search of a mask that parses, and so many masks tried. */
const MOST_CHARACTERS = 3_000_000;
const MOST_ATTEMPTS = 120;

/** Parses a text on each way through its template; what it hides keeps its length, so that offsets hold. */
export function parseTemplate(
  text: string,
  dialect: SqlDialect,
): ParsedTemplate {
  const regions = findRegions(text);
  const blocks = readBlocks(regions, text.length);
  const treatments = chooseTreatments(text, regions, blocks.bodies);
  const attempts = chooseBranches(blocks.conditionals).map(hidden =>
    repairMask(text, dialect, blocks, {
      regions,
      treatments: new Map(treatments),
      hidden,
    }),
  );
  const parsing = attempts.filter(({ script }) => !problemOf(script));
  const [first] = attempts;
  const ways = parsing.length ? parsing : [first];
  return {
    ways,
    problem: parsing.length ? undefined : problemOf(first.script),
    unseen: ways[0].jinja.hidden.flatMap(span => outside(span, ways.slice(1))),
    regions,
    blocks,
  };
}

/** Why a script does not parse. */
export function problemOf({ problem, statements }: SqlScript) {
  return problem ?? statements.find(({ tree }) => !tree)?.problem;
}

/** Changes the mask near the place where the parser stops, as long as that takes it further. */
function repairMask(
  text: string,
  dialect: SqlDialect,
  blocks: TemplateBlocks,
  choices: MaskChoices,
): ParsedWay {
  let best = attempt(choices);
  let left = Math.min(
    MOST_ATTEMPTS,
    Math.ceil(MOST_CHARACTERS / (text.length + 1)),
  );
  while (choices.regions.length && best.reach < text.length && left > 0) {
    const repairs = findMaskRepairs({ ...best, text, blocks });
    let better: typeof best | undefined;
    for (const repair of repairs) {
      left -= 1;
      const next = attempt(repair);
      if (next.reach > (better ?? best).reach) {
        better = next;
      }
      if (left <= 0 || next.reach >= text.length) {
        break;
      }
    }
    if (!better) {
      break;
    }
    best = better;
  }
  return best;

  function attempt(tried: MaskChoices) {
    const jinja = maskJinja(text, tried);
    const script = parseScript(jinja.text, dialect);
    return {
      choices: tried,
      jinja,
      script,
      reach: findProblemOffset(script, jinja.text) ?? text.length,
    };
  }
}

/** The parts of a span that every one of the ways leaves out. */
function outside(span: Span, ways: ParsedWay[]): Span[] {
  return ways.reduce(
    (left, { jinja }) =>
      left.flatMap(part =>
        jinja.hidden.flatMap(({ start, end }) => {
          const shared = {
            start: Math.max(part.start, start),
            end: Math.min(part.end, end),
          };
          return shared.start < shared.end ? [shared] : [];
        }),
      ),
    [span],
  );
}
