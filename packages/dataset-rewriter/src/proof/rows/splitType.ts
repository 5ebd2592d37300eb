/** A type of DuckDB with what it is made of. */
export interface SplitType {
  /** `LIST`, `STRUCT`, `MAP`, or the name of a scalar without its width. */
  name: string;
  parts: { name: string; type: string }[];
}

/** Takes a type's text apart by one level. */
export function splitType(type: string): SplitType {
  const text = type.trim();
  const list = /^(.*)\[\d*\]$/s.exec(text);
  if (list) {
    return { name: 'LIST', parts: [{ name: '', type: list[1] }] };
  }
  const nested = /^(STRUCT|MAP)\s*\((.*)\)$/is.exec(text);
  if (!nested) {
    return { name: text.replace(/\(.*\)/s, '').toUpperCase(), parts: [] };
  }
  const name = nested[1].toUpperCase();
  return {
    name,
    parts: splitAtCommas(nested[2]).map(part => {
      const field = /^("(?:[^"]|"")*"|\w+)\s+(.*)$/s.exec(part);
      return name === 'STRUCT' && field
        ? { name: unquote(field[1]), type: field[2] }
        : { name: '', type: part };
    }),
  };
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replace(/""/g, '"') : name;
}

function splitAtCommas(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = '';
  for (const character of list) {
    quoted = character === '"' ? !quoted : quoted;
    depth += quoted ? 0 : Number(character === '(') - Number(character === ')');
    if (character === ',' && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = '';
    } else {
      part += character;
    }
  }
  return [...parts, part.trim()];
}
