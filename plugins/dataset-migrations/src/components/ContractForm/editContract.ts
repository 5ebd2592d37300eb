import { type Document, isMap, isSeq } from 'yaml';
import type {
  ColumnChange,
  ColumnRow,
  ContractPath,
  NameRow,
} from './readContractForm';
import { readDocument } from './readContractForm';

/** Puts a value into the text of a contract and leaves all else, comments too, as it was written; without a value the key goes. */
export function withValue(
  text: string,
  path: ContractPath,
  value: string,
): string {
  return edit(text, document => {
    if (value === '') {
      removeValue(document, path);
    } else {
      setValue(document, path, value);
    }
  });
}

/** Says which new columns an old one becomes: one as text, several as a list. */
export function withNewColumns(
  text: string,
  path: ContractPath,
  typed: string,
): string {
  const names = typed
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  return edit(text, document => {
    if (names.length === 0) {
      removeValue(document, path);
    } else if (names.length === 1) {
      setValue(document, path, names[0]);
    } else {
      document.setIn(path, document.createNode(names, { flow: true }));
    }
  });
}

/** Says what becomes of a column, and takes away what another change would have needed. */
export function withColumnChange(
  text: string,
  options: { movePath: ContractPath; column: ColumnRow; change: ColumnChange },
): string {
  const { movePath, column, change } = options;
  return edit(text, document => {
    if (change === 'keep') {
      if (column.path) {
        removeField(document, movePath, column.path);
      }
      return;
    }
    const field = fieldOf(column, change);
    if (!column.path) {
      addToList(document, [...movePath, 'fields'], field);
      return;
    }
    for (const key of [
      'from',
      'to',
      'expression',
      'change',
      'note',
      'default',
    ]) {
      const path = [...column.path, key];
      const value = field[key];
      if (value === undefined) {
        document.deleteIn(path);
      } else if (!document.hasIn(path)) {
        document.setIn(path, value);
      } else if (key === 'change') {
        setValue(document, path, value);
      }
    }
  });
}

/** Adds a column that only the new dataset has. */
export function withColumnAdded(text: string, movePath: ContractPath): string {
  return edit(text, document =>
    addToList(document, [...movePath, 'fields'], {
      to: 'new_column',
      change: 'added',
    }),
  );
}

/** Takes a field out. */
export function withoutField(
  text: string,
  movePath: ContractPath,
  path: ContractPath,
): string {
  return edit(text, document => removeField(document, movePath, path));
}

/** Adds one more way in which code spells a dataset. */
export function withNameAdded(
  text: string,
  sidePath: ContractPath,
  platform: string,
): string {
  return edit(text, document =>
    addToList(document, [...sidePath, 'names'], {
      platform,
      ...(platform === 'dbt' ? { ref: 'model' } : { name: 'schema.table' }),
    }),
  );
}

/** Says where a name lives; dbt spells names by other keys than all others. */
export function withNamePlatform(
  text: string,
  name: NameRow,
  platform: string,
): string {
  const spelling = spellingOn(platform, name.spelling);
  return edit(text, document => {
    setValue(document, [...name.path, 'platform'], platform);
    if (spelling !== name.spelling) {
      for (const key of ['name', 'ref', 'source', 'package', 'version']) {
        document.deleteIn([...name.path, key]);
      }
      document.setIn([...name.path, spelling], name.value);
    }
  });
}

/** Takes a name out. */
export function withoutName(text: string, path: ContractPath): string {
  return edit(text, document => document.deleteIn(path));
}

/** A text that cannot be read is left alone: the form is not shown for it. */
function edit(text: string, change: (document: Document) => void): string {
  const document = readDocument(text);
  if (!document) {
    return text;
  }
  change(document);
  return document.toString({ lineWidth: 0 });
}

/** A scalar keeps its node, and with it its comment and its quotes. */
function setValue(document: Document, path: ContractPath, value: string) {
  const node = document.getIn(path, true);
  if (isScalarNode(node)) {
    node.value = value;
  } else {
    document.setIn(path, value);
  }
}

function isScalarNode(node: unknown): node is { value: unknown } {
  return (
    typeof node === 'object' &&
    node !== null &&
    'value' in node &&
    !isMap(node) &&
    !isSeq(node)
  );
}

function removeValue(document: Document, path: ContractPath) {
  if (!document.hasIn(path)) {
    return;
  }
  document.deleteIn(path);
  const parent = path.slice(0, -1);
  const left = document.getIn(parent, true);
  // `rows: {}` would be refused, where no `rows` is meant
  if (path.at(-1) === 'where' && isMap(left) && left.items.length === 0) {
    document.deleteIn(parent);
  }
}

function removeField(
  document: Document,
  movePath: ContractPath,
  path: ContractPath,
) {
  document.deleteIn(path);
  const list = [...movePath, 'fields'];
  const fields = document.getIn(list, true);
  if (isSeq(fields) && fields.items.length === 0) {
    document.deleteIn(list);
  }
}

function addToList(
  document: Document,
  path: ContractPath,
  value: Record<string, unknown>,
) {
  const node = document.createNode(value, { flow: true });
  const list = document.getIn(path, true);
  if (isSeq(list)) {
    list.add(node);
    // a list that was written as [] would go on in one line
    list.flow = list.items.length === 1 ? false : list.flow;
  } else {
    document.setIn(path, document.createNode([]));
    document.addIn(path, node);
  }
}

function fieldOf(
  column: ColumnRow,
  change: ColumnChange,
): Record<string, string | undefined> {
  const from = column.from || 'old_column';
  const to = column.to || from;
  switch (change) {
    case 'convert':
      return { from, to, expression: column.expression || `{${firstOf(to)}}` };
    case 'judgement':
      return {
        from,
        ...(column.to && { to }),
        change,
        note: column.note || undefined,
      };
    case 'dropped':
      return { from, change, note: column.note || undefined };
    case 'added':
      return { to, change };
    default:
      return { from, to };
  }
}

function spellingOn(
  platform: string,
  before: NameRow['spelling'],
): NameRow['spelling'] {
  if (platform !== 'dbt') {
    return 'name';
  }
  return before === 'name' ? 'ref' : before;
}

function firstOf(to: string): string {
  return to.split(',')[0].trim();
}
