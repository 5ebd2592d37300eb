import { type Document, parseDocument } from 'yaml';

/** Longer texts are slow to read with each key that is pressed, and nobody edits them field by field. */
const MAX_FORM_LENGTH = 100_000;

/** Where a value stands in a contract. */
export type ContractPath = readonly (string | number)[];

/** What becomes of a column. */
export const COLUMN_CHANGES = [
  'keep',
  'rename',
  'convert',
  'judgement',
  'dropped',
  'added',
] as const;

/** What becomes of one column. */
export type ColumnChange = (typeof COLUMN_CHANGES)[number];

/** One column of a mapping, as a form shows it. */
export interface ColumnRow {
  change: ColumnChange;
  /** Of its field; a column that stays as it is has none. */
  path?: ContractPath;
  from: string;
  /** New columns, with commas between them. */
  to: string;
  expression: string;
  note: string;
  default: string;
}

/** One way in which code spells a dataset. */
export interface NameRow {
  path: ContractPath;
  platform: string;
  /** Which of the keys of a name it is spelled in. */
  spelling: 'name' | 'ref' | 'source';
  value: string;
}

/** One side of a move. */
export interface SideRow {
  path: ContractPath;
  entityRef: string;
  names: NameRow[];
}

/** One dataset and its replacement, as a form shows them. */
export interface MoveRow {
  path: ContractPath;
  from: SideRow;
  to: SideRow;
  columns: ColumnRow[];
  /** Which rows of the new dataset the old one had. */
  where: string;
}

/** What owners change most in a contract. */
export interface ContractFormValues {
  name: string;
  title: string;
  description: string;
  moves: MoveRow[];
}

/** Reads what a form shows of a contract; nothing when the text is not one yet, however wrong its values are. */
export function readContractForm(text: string): ContractFormValues | undefined {
  const document = readDocument(text);
  const value = document && toPlain(document);
  const spec = isRecord(value) ? value.spec : undefined;
  if (!isRecord(value) || !isRecord(spec) || !Array.isArray(spec.datasets)) {
    return undefined;
  }
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  return {
    name: textOf(metadata.name),
    title: textOf(metadata.title),
    description: textOf(metadata.description),
    moves: spec.datasets.map((move: unknown, index) =>
      readMove(move, ['spec', 'datasets', index]),
    ),
  };
}

/** The document that a text spells, unless it cannot be read or would take too long. */
export function readDocument(text: string): Document | undefined {
  if (text.length > MAX_FORM_LENGTH || !text.trim()) {
    return undefined;
  }
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
  });
  return document.errors.length > 0 ? undefined : document;
}

function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    // an alias that means nothing; the problems beside the text say so
    return undefined;
  }
}

function readMove(value: unknown, path: ContractPath): MoveRow {
  const move = isRecord(value) ? value : {};
  const rows = isRecord(move.rows) ? move.rows : {};
  return {
    path,
    from: readSide(move.from, [...path, 'from']),
    to: readSide(move.to, [...path, 'to']),
    columns: readColumns(move, path),
    where: textOf(rows.where),
  };
}

function readSide(value: unknown, path: ContractPath): SideRow {
  const side = isRecord(value) ? value : {};
  return {
    path,
    entityRef: textOf(side.entityRef),
    names: listOf(side.names).map((name, index) => {
      const spelling =
        (['ref', 'source'] as const).find(key => key in name) ?? 'name';
      return {
        path: [...path, 'names', index],
        platform: textOf(name.platform),
        spelling,
        value: textOf(name[spelling]),
      };
    }),
  };
}

/** The fields as they stand, then the old columns that no field names. */
function readColumns(
  move: Record<string, unknown>,
  path: ContractPath,
): ColumnRow[] {
  const fields = listOf(move.fields).map((field, index) => ({
    change: changeOf(field),
    path: [...path, 'fields', index],
    from: textOf(field.from),
    to: Array.isArray(field.to)
      ? field.to.map(textOf).join(', ')
      : textOf(field.to),
    expression: textOf(field.expression),
    note: textOf(field.note),
    default: textOf(field.default),
  }));
  const named = new Set(fields.map(({ from }) => from));
  const side = isRecord(move.from) ? move.from : {};
  const kept = listOf(side.schema)
    .map(column => textOf(column.name))
    .filter(name => name && !named.has(name));
  return [
    ...fields,
    ...kept.map(name => ({
      change: 'keep' as const,
      from: name,
      to: name,
      expression: '',
      note: '',
      default: '',
    })),
  ];
}

function changeOf(field: Record<string, unknown>): ColumnChange {
  switch (field.change) {
    case 'judgement':
    case 'dropped':
    case 'added':
      return field.change;
    default:
      return 'expression' in field ? 'convert' : 'rename';
  }
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value)
    ? value.map(one => (isRecord(one) ? one : {}))
    : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : '';
}
