import type { SqlNode, SqlValue } from '../parse/parseScript';
import { asIdentifier, asList, asNode } from '../parse/readTree';
import {
  findStarPassages,
  type ProvedColumns,
  type Relation,
} from '../scope/Relation';
import { findSource, type Scope, type Source } from '../scope/Scope';

/** Gives the key of a column's name. */
export type ToKey = (name: string) => string;

/** The columns that a star leaves out, and those that it gives another name or value. */
export interface StarClauses {
  except: Set<string>;
  replace: Set<string>;
  /** New names as they are spelled, by the key of the column. */
  rename: Map<string, string>;
}

/** Reads EXCEPT, REPLACE and RENAME of a star. */
export function readStarClauses(star: SqlNode, toKey: ToKey): StarClauses {
  const keyOf = (value: SqlValue) => toKey(asIdentifier(value)?.name ?? '');
  return {
    except: new Set(asList(star.except).map(keyOf)),
    replace: new Set(
      asList(star.replace).map(entry => keyOf(asNode(entry).alias)),
    ),
    rename: new Map(
      asList(star.rename).map(entry => {
        const [from, to] = asList(entry);
        return [keyOf(from), asIdentifier(to)?.name ?? ''];
      }),
    ),
  };
}

/** The sources whose columns a star gives; an absent one is not known. */
export function sourcesOfStar(
  star: SqlNode,
  scope: Scope | undefined,
  toKey: ToKey,
): (Source | undefined)[] {
  const table = asIdentifier(star.table);
  return table ? [findSource(scope, toKey(table.name))] : scope?.sources ?? [];
}

/** What a star gives of each source that it covers. */
export function readStar(
  star: SqlNode,
  scope: Scope,
  toKey: ToKey,
  proved: ProvedColumns,
): Relation[] {
  const { except, replace, rename } = readStarClauses(star, toKey);
  const hidden = [...except, ...replace, ...rename.keys()];
  return sourcesOfStar(star, scope, toKey).map(source => ({
    columns: source?.columns && rewrite(source.columns, except, rename, toKey),
    distinct: source?.distinct ?? false,
    passages: (source ? findStarPassages(source, proved) : []).map(passage => ({
      ...passage,
      hidden: new Set([...passage.hidden, ...hidden]),
      star,
    })),
  }));
}

function rewrite(
  columns: Map<string, string>,
  except: Set<string>,
  rename: Map<string, string>,
  toKey: ToKey,
): Map<string, string> {
  const given = new Map<string, string>();
  columns.forEach((name, key) => {
    const renamed = rename.get(key);
    if (renamed !== undefined) {
      given.set(toKey(renamed), renamed);
    } else if (!except.has(key)) {
      given.set(key, name);
    }
  });
  return given;
}
