import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import type { MentionFinder } from '../files/findMentions';
import type { LookmlNode } from './parseLookml';

/** An expression that names a column that changes. */
export interface ColumnReader {
  /** Its place among all of them. */
  index: number;
  path: string;
  view?: LookmlNode;
  /** The first such column in it. */
  column: string;
  /** Without the fields that it refers to. */
  own: string;
  written: string;
  isQuery: boolean;
}

/** The expressions of a checkout that name changed columns, found by what they may read, so that many views cost no more than each. */
export class ColumnReaders {
  readonly #mentions: MentionFinder;
  readonly #all: ColumnReader[] = [];
  readonly #byView = new Map<string, ColumnReader[]>();
  readonly #byQualifier = new Map<string, ColumnReader[]>();

  static create(mentions: MentionFinder): ColumnReaders {
    return new ColumnReaders(mentions);
  }

  private constructor(mentions: MentionFinder) {
    this.#mentions = mentions;
  }

  /** Keeps an expression of a view, if it names a changed column. */
  add(path: string, view: LookmlNode | undefined, written: string) {
    const own = withoutFields(written);
    const [column] = this.#mentions.findColumns(own);
    if (!column) {
      return;
    }
    const reader: ColumnReader = {
      index: this.#all.length,
      path,
      view,
      column: column.name,
      own,
      written,
      isQuery: startsLikeSql(written),
    };
    this.#all.push(reader);
    if (view) {
      addTo(this.#byView, plainViewName(view), reader);
    }
    for (const [qualifier] of written.matchAll(/\w+(?=[`"]?\.)/g)) {
      addTo(this.#byQualifier, qualifier.toLowerCase(), reader);
    }
  }

  /** Those that read changed columns of a view, or stand in a view that is related to it; in the order of the checkout. */
  find(name: string, related: ReadonlySet<string>): ColumnReader[] {
    const inRelated = [...related].flatMap(
      view => this.#byView.get(view) ?? [],
    );
    const naming = /^\w+$/.test(name)
      ? this.#byQualifier.get(name.toLowerCase()) ?? []
      : this.#all;
    return [...new Set([...inRelated, ...naming])]
      .filter(reader => readsView(reader, name, related))
      .sort((a, b) => a.index - b.index);
  }
}

/** The name of a view, without the sign of a refinement. */
export function plainViewName({ name }: LookmlNode): string {
  return name?.replace(/^\+/, '') ?? '';
}

function readsView(
  { view, own, written, column, isQuery }: ColumnReader,
  name: string,
  related: ReadonlySet<string>,
): boolean {
  if (written.includes(`\${${name}.SQL_TABLE_NAME}`)) {
    return true;
  }
  const isRelated = view !== undefined && related.has(plainViewName(view));
  const reads = new RegExp(
    `\\b${escape(name)}[\`"]?\\.[\`"]?${escape(column)}\\b`,
    'i',
  );
  return !isQuery && (isRelated || reads.test(own));
}

function addTo(
  map: Map<string, ColumnReader[]>,
  key: string,
  reader: ColumnReader,
) {
  const readers = map.get(key);
  if (!readers) {
    map.set(key, [reader]);
  } else if (readers.at(-1) !== reader) {
    readers.push(reader);
  }
}

/** `${view.field}` and `${field}` are fields, whose names stay. */
function withoutFields(written: string): string {
  return written.replace(/\$\{(?!\s*TABLE\s*\})[^}]*\}/g, ' ');
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
