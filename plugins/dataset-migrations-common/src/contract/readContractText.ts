import {
  type Document,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { ContractProblem } from './MappingContract';

/**
 * How long the text of a contract may be, in characters.
 * @public
 */
export const MAX_CONTRACT_LENGTH = 1_000_000;

/** Resolving takes time in the square of their number: 15,000 aliases take half a minute. No contract needs many. */
const MAX_ALIASES = 100;

/** The value that a text spells, or why it cannot be read. */
export type ContractText =
  | { value: unknown; problems?: undefined }
  | { value?: undefined; problems: ContractProblem[] };

/** What is wrong with the text itself, and where it starts. */
interface TextFault {
  mend: string;
  offset: number;
}

/** Reads YAML or JSON as plain values. Text that could mean two things, or that is made to exhaust the reader, is refused. */
export function readContractText(text: string): ContractText {
  if (text.length > MAX_CONTRACT_LENGTH) {
    const value = `${text.length} characters`;
    const mend = `is more than ${MAX_CONTRACT_LENGTH} characters; split the contract into several migrations`;
    return { problems: [{ path: '', value, mend }] };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    merge: false,
    stringKeys: true,
    // The library compares each key with each other: 60,000 keys take two minutes. See findRepeatedKeys.
    uniqueKeys: false,
  });
  const faults = [
    ...findSyntaxFaults(document),
    ...findRepeatedKeys(document),
    ...findAliasFaults(document),
  ];
  if (faults.length > 0) {
    return {
      problems: faults.map(({ mend, offset }) => {
        const { line, col } = lineCounter.linePos(offset);
        return { path: `line ${line}, column ${col}`, mend };
      }),
    };
  }
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    if (error instanceof ReferenceError) {
      const mend = `has an alias that cannot be resolved (${error.message}); write the values out`;
      return { problems: [{ path: '', mend }] };
    }
    throw error;
  }
}

function findSyntaxFaults(document: Document): TextFault[] {
  return [...document.errors, ...document.warnings].map(fault => ({
    mend: mendOfSyntaxFault(fault),
    offset: fault.pos[0],
  }));
}

function findRepeatedKeys(document: Document): TextFault[] {
  const faults: TextFault[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) {
          continue;
        }
        if (seen.has(key.value)) {
          faults.push({
            mend: `names the key ${key.value} a second time; keep one of the two`,
            offset: key.range?.[0] ?? 0,
          });
        }
        seen.add(key.value);
      }
    },
  });
  return faults;
}

function findAliasFaults(document: Document): TextFault[] {
  const faults: TextFault[] = [];
  let count = 0;
  visit(document, {
    Alias(_key, alias, ancestors) {
      const offset = alias.range?.[0] ?? 0;
      count++;
      if (count > MAX_ALIASES) {
        const mend = `is one alias more than the ${MAX_ALIASES} that a contract may have; write the values out`;
        faults.push({ mend, offset });
        return visit.BREAK;
      }
      if (
        ancestors.some(
          node =>
            isNode(node) && 'anchor' in node && node.anchor === alias.source,
        )
      ) {
        const mend = `is an alias of a value that it is itself a part of; write the value out`;
        faults.push({ mend, offset });
      }
      return undefined;
    },
  });
  return faults;
}

function mendOfSyntaxFault(fault: { message: string; code: string }): string {
  switch (fault.code) {
    case 'TAB_AS_INDENT':
      return 'is indented with a tab; use spaces';
    case 'TAG_RESOLVE_FAILED':
      return `has a tag that means nothing here (${fault.message}); write plain values`;
    case 'MULTIPLE_DOCS':
      return 'starts a second document; a contract is one document';
    case 'RESOURCE_EXHAUSTION':
      return 'nests too deeply to be a contract; a contract needs seven levels';
    default:
      return `is not valid YAML or JSON: ${fault.message}`;
  }
}
