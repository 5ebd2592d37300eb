import type { Span } from '../edits/Edit';

/** A template region with its delimiters. */
export interface JinjaRegion extends Span {
  kind: 'comment' | 'statement' | 'expression';
  /** Without delimiters and surrounding space. */
  body: string;
}

/** What stands in the place of a template region. */
export type RegionTreatment =
  /** An identifier, for whatever prints an operand. */
  | 'name'
  /** Digits, for a part of a number. */
  | 'number'
  /** A whole query. */
  | 'query'
  /** A common table expression. */
  | 'table'
  /** A call with the columns that a list of strings names. */
  | 'columns'
  | 'blank'
  /** The end of the text before and the start of another one. */
  | 'separator'
  /** The same, where the text that follows is a list of expressions. */
  | 'separatorSelect'
  /** The same, where the text that follows is a predicate. */
  | 'separatorWhere'
  /** The same, where the text that follows is what may stand behind a table. */
  | 'separatorFrom';

/** How a template is hidden. */
export interface MaskChoices {
  regions: JinjaRegion[];
  /** By the start of the region; `blank` where nothing is said. */
  treatments: Map<number, RegionTreatment>;
  /** Text that is left out with all templates in it. */
  hidden: Span[];
}

/** A masked text of the same length, so that offsets hold. */
export interface MaskedJinja {
  text: string;
  /** Regions by the identifier that stands for them. */
  names: Map<string, JinjaRegion>;
  /** Regions whose strings are read as columns. */
  columns: JinjaRegion[];
  /** SQL that is hidden, since it stands on no way that was looked at. */
  hidden: Span[];
}

const KINDS: Record<string, JinjaRegion['kind']> = {
  '{#': 'comment',
  '{%': 'statement',
  '{{': 'expression',
};

/** Finds the template regions of a text; quotes inside of them may hold delimiters. */
export function findRegions(text: string): JinjaRegion[] {
  const regions: JinjaRegion[] = [];
  for (let at = text.search(/\{[{%#]/); at >= 0; ) {
    const end = findEnd(text, at);
    const opener = text.slice(at, at + 2);
    regions.push({
      start: at,
      end,
      kind: KINDS[opener],
      body: text
        .slice(at + 2, Math.max(at + 2, end - 2))
        .replace(/^[-+]|[-+]$/g, '')
        .trim(),
    });
    const next = text.slice(end).search(/\{[{%#]/);
    at = next < 0 ? -1 : end + next;
  }
  return regions;
}

function findEnd(text: string, start: number): number {
  const opener = text.slice(start, start + 2);
  if (opener === '{#') {
    const close = text.indexOf('#}', start + 2);
    return close < 0 ? text.length : close + 2;
  }
  const close = opener === '{{' ? '}}' : '%}';
  let quote: string | undefined;
  let depth = 0;
  for (let at = start + 2; at < text.length; at += 1) {
    const character = text[at];
    if (quote) {
      if (character === '\\') {
        at += 1;
      } else if (character === quote) {
        quote = undefined;
      }
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (opener === '{{' && character === '{') {
      depth += 1;
    } else if (opener === '{{' && character === '}' && depth > 0) {
      depth -= 1;
    } else if (text.startsWith(close, at)) {
      return at + 2;
    }
  }
  return text.length;
}

/** What stands for a region, with `j0_` in the place of its identifier. */
const SPELLINGS: Record<RegionTreatment, string> = {
  name: 'j0_',
  number: '0',
  query: 'select j0_',
  table: 'j0_ as (select 1)',
  columns: 'j0_',
  blank: '',
  separator: ';',
  separatorSelect: ';select ',
  separatorWhere: ';select 1 where ',
  separatorFrom: ';select 1 from t ',
};

/** What fills the rest of a region, so that the name ends where the region does. */
const FILLERS: Partial<Record<RegionTreatment, string>> = {
  name: 'x',
  query: 'x',
  number: '0',
};

/** Hides the template: what prints becomes SQL of the same length, all else becomes spaces; line breaks stay. */
export function maskJinja(
  text: string,
  { regions, treatments, hidden }: MaskChoices,
): MaskedJinja {
  const names = new Map<string, JinjaRegion>();
  const columns: JinjaRegion[] = [];
  const prefix = choosePrefix(text);
  const pieces: string[] = [];
  let position = 0;
  for (const region of regions) {
    pieces.push(text.slice(position, region.start));
    const source = text.slice(region.start, region.end);
    const treatment = treatments.get(region.start) ?? 'blank';
    const isHidden = hidden.some(
      ({ start, end }) => start <= region.start && region.end <= end,
    );
    const name = `${prefix}${names.size.toString(36)}_`;
    const write = treatment === 'columns' ? spellColumns : spell;
    const masked = isHidden ? undefined : write(source, treatment, name);
    if (masked !== undefined && treatment === 'columns') {
      columns.push(region);
    }
    if (masked?.includes(name)) {
      names.set(nameIn(masked, name), region);
    }
    pieces.push(masked ?? blank(source));
    position = region.end;
  }
  pieces.push(text.slice(position));
  return {
    text: hideSpans(pieces.join(''), hidden),
    names,
    columns,
    hidden: hidden.filter(({ start, end }) => text.slice(start, end).trim()),
  };
}

function hideSpans(text: string, hidden: Span[]): string {
  let result = '';
  let position = 0;
  for (const { start, end } of [...hidden].sort((a, b) => a.start - b.start)) {
    const from = Math.max(start, position);
    if (end > from) {
      result += text.slice(position, from) + blank(text.slice(from, end));
      position = end;
    }
  }
  return result + text.slice(position);
}

/** An identifier that the text does not hold itself. */
function choosePrefix(text: string): string {
  let prefix = 'j';
  while (new RegExp(`(?<!\\w)${prefix}[0-9a-z]+_x*(?!\\w)`, 'i').test(text)) {
    prefix += 'j';
  }
  return prefix;
}

/** The region written as SQL on its longest line; absent where there is no room. */
function spell(
  source: string,
  treatment: RegionTreatment,
  name: string,
): string | undefined {
  const wanted = SPELLINGS[treatment].replace('j0_', name);
  const lines = source.split(/(?<=[\r\n])/);
  const rooms = lines.map(line => line.replace(/[\r\n]+$/, '').length);
  const room = Math.max(...rooms);
  if (!wanted || wanted.length > room) {
    return undefined;
  }
  const at = rooms.indexOf(room);
  return lines
    .map((line, index) =>
      index === at
        ? wanted.padEnd(room, FILLERS[treatment] ?? ' ') + line.slice(room)
        : blank(line),
    )
    .join('');
}

/** The call with its list, without brackets and quotes, so that columns stand where they are written. */
function spellColumns(
  source: string,
  _treatment: RegionTreatment,
  name: string,
): string | undefined {
  const opened = source.indexOf('(');
  const lineStart = source.lastIndexOf('\n', opened) + 1;
  const room = opened - lineStart;
  return name.length > room
    ? undefined
    : blank(source.slice(0, lineStart)) +
        name.padEnd(room, 'x') +
        source.slice(opened).replace(/[[\]'"}-]/g, ' ');
}

function nameIn(masked: string, name: string): string {
  const start = masked.indexOf(name);
  return name + (/^x*/.exec(masked.slice(start + name.length))?.[0] ?? '');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
