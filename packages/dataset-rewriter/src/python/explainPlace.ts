import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';

/** What hints that a name is written to. */
export const WRITES =
  /write|insert|load|dest|target|output|sink|save|creat|delet|drop|truncat|remov|copy|outlet|append|updat|upsert|merge|put|export|to_gbq|to_sql|exist|^(?:rm|mk|cp)$/i;

/** What makes a table, or stands for one that is made. */
const DEFINES = /(?:^|\.)\w*Table$/;

const WAITS = /Sensor$/;

const DEFINING_KEY =
  /^(?:schema(?:_?fields)?|fields|columns|(?:time|range)_?partitioning|clustering\w*|expirationTime|labels|(?:write|create)_?disposition)$/i;

const NOT_FOLLOWED =
  'What becomes of the table that is named here is not followed. Migrate it to {new} by hand.';

/** Why a call may not be given the replacement; absent when it only reads. */
export function explainCall(
  callee: string,
  prefix: string,
): string | undefined {
  if (WRITES.test(prefix) || (WRITES.test(callee) && !WAITS.test(callee))) {
    const word = WRITES.test(prefix) ? prefix : callee;
    return `${word} says that the table is written to. Move what writes it by hand, when nobody reads it any more.`;
  }
  return DEFINES.test(callee)
    ? `${callee} defines a table. Whoever owns {new} defines it elsewhere: delete this when nobody reads the old one.`
    : undefined;
}

/** The same for a value that is handed to a call, perhaps inside of lists and dictionaries whose keys say what it is. */
export function explainPlace(
  value: SyntaxNode,
  prefix: string,
  text: string,
): string | undefined {
  const keys: string[] = [];
  let at = value.parent;
  for (let inner = value; at; inner = at, at = at.parent) {
    if (/^(?:pair|keyword_argument)$/.test(at.type)) {
      const key = childOf(at, 'key') ?? childOf(at, 'name');
      keys.push(key ? text.slice(key.start, key.end).replace(/["']/g, '') : '');
    } else if (at.type === 'dictionary') {
      const beside = keysOf(at, text).find(key => DEFINING_KEY.test(key));
      if (beside !== undefined && inner !== value) {
        return `The key ${beside} beside it says that the table is defined or filled here. Whoever owns {new} does that elsewhere: delete this when nobody reads the old table.`;
      }
    } else if (
      !/^(?:list|tuple|argument_list|parenthesized_expression)$/.test(at.type)
    ) {
      break;
    }
  }
  const callee = at?.type === 'call' ? childOf(at, 'function') : undefined;
  if (!callee) {
    return NOT_FOLLOWED;
  }
  const [nearest = ''] = keys;
  if (/^source/i.test(nearest) && !WRITES.test(prefix)) {
    return undefined;
  }
  const word = [prefix, ...keys].find(key => WRITES.test(key)) ?? '';
  return explainCall(text.slice(callee.start, callee.end), word);
}

function keysOf(mapping: SyntaxNode, text: string): string[] {
  return mapping.children.flatMap(pair => {
    const key = childOf(pair, 'key');
    return key ? [text.slice(key.start, key.end).replace(/["']/g, '')] : [];
  });
}

/** Whether a value is handed to a call that writes. */
export function isWritten(value: SyntaxNode, text: string): boolean {
  const named =
    value.parent?.type === 'keyword_argument' ? value.parent : value;
  const call = named.parent?.parent;
  const callee = call?.type === 'call' ? childOf(call, 'function') : undefined;
  return (
    named.parent?.type === 'argument_list' &&
    callee !== undefined &&
    WRITES.test(text.slice(callee.start, callee.end))
  );
}
