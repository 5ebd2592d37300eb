import type { Span } from '../../edits/Edit';
import type { SqlNode, SqlValue } from '../parse/parseScript';
import { asIdentifier, asList, asNode } from '../parse/readTree';
import {
  findPassage,
  findStarPassages,
  type Passage,
  type ProvedColumns,
} from '../scope/Relation';
import type { Source } from '../scope/Scope';
import type { SqlDialect } from '../parse/dialects';
import { changesMadeUpRows } from './changesMadeUpRows';
import { locateReplaced } from './locateReplaced';
import { locateStar } from './locateItem';
import type { Place } from './Place';
import { readStarClauses, sourcesOfStar, type StarClauses } from './readStar';
import type { Resolution } from './Resolution';
import type { StarColumn } from './uses';

const MESSAGE =
  'SELECT * reads columns that change. Name the columns that are needed.';

/** Decides of each star whether it may stay, becomes a list, or has to be left. */
export class StarBinder {
  readonly #resolution: Resolution;

  static create(resolution: Resolution): StarBinder {
    return new StarBinder(resolution);
  }

  private constructor(resolution: Resolution) {
    this.#resolution = resolution;
  }

  /** Binds a star that is a select item. */
  bindItem(star: SqlNode, select: SqlNode, index: number, place: Place) {
    const sources = this.#decide(star, place);
    const passage = sources
      .map(source => findOldPassage(source, this.#resolution.proved))
      .find(found => found);
    if (!passage || place.inExists) {
      return;
    }
    if (place.scope?.hasWrittenOn && !asIdentifier(star.table)) {
      this.#resolution.leave(
        passage.dataset.start,
        'SELECT * over a join with USING gives the column once, and ON in its place would give it twice. Name the columns that are needed.',
      );
      return;
    }
    if (this.#resolution.options.expanded?.has(star)) {
      this.#expand(star, select, index, place, passage);
      return;
    }
    this.#resolution.passingStars.add(star);
    const entries = [
      ...asList(star.except),
      ...asList(star.rename).map(entry => asList(entry)[0]),
    ];
    entries.forEach(entry => this.#bindEntry(entry, star, sources));
    const { replace } = readStarClauses(star, this.#toKey);
    if ([...replace].some(key => sources.some(s => s && findPassage(s, key)))) {
      this.#resolution.visibleStars.add(star);
    }
  }

  /** Binds a star that stands anywhere else, for example in a function, which sees the names. */
  bindElsewhere(star: SqlNode, place: Place) {
    const passages = this.#decide(star, place).flatMap(
      source => findOldPassage(source, this.#resolution.proved) ?? [],
    );
    passages.forEach(passage => this.#resolution.distrust(passage, MESSAGE));
  }

  readonly #toKey = (name: string) => this.#resolution.key(name);

  #decide(star: SqlNode, { scope }: Place): (Source | undefined)[] {
    const entries = [
      ...asList(star.except),
      ...asList(star.rename).flatMap(asList),
      ...asList(star.replace).map(entry => asNode(entry).alias),
      star.table,
    ];
    entries.forEach(entry => this.#resolution.decide(asIdentifier(entry)));
    const sources = sourcesOfStar(star, scope, this.#toKey);
    const table = asIdentifier(star.table);
    const part = table && this.#resolution.part(table);
    const [source] = sources;
    if (part && source) {
      this.#resolution.renameQualifier(part, source);
    }
    return sources;
  }

  /** A name in EXCEPT or RENAME follows the column, if the column has one new name. */
  #bindEntry(entry: SqlValue, star: SqlNode, sources: (Source | undefined)[]) {
    const name = asIdentifier(entry);
    const part = name && this.#resolution.part(name);
    const key = name && this.#toKey(name.name);
    const passage = sources
      .map(source => source && key && findPassage(source, key))
      .find(found => found);
    const field =
      passage && key
        ? passage.dataset.move.fields.get(key.toLowerCase())
        : undefined;
    if (!passage || !field) {
      return;
    }
    if (field.action === 'rename' && part) {
      const { move } = passage.dataset;
      this.#resolution.columns.push({ move, field, name: part, alone: true });
    } else {
      this.#resolution.visibleStars.add(star);
    }
  }

  #expand(
    star: SqlNode,
    select: SqlNode,
    index: number,
    place: Place,
    passage: Passage,
  ) {
    const { tokens, toOffset } = this.#resolution.options.statement;
    const at = locateStar({ tokens, select, index, toOffset });
    const replaced = at && this.#locateReplaced(star, at);
    const columns = replaced && this.#listColumns(star, place, replaced);
    if (!at || !columns) {
      this.#leave(passage);
      return;
    }
    const { start, end, keyword } = at;
    const flowing = place.scope?.flowing ?? new Map<string, Passage>();
    this.#resolution.forget(start, end);
    this.#resolution.stars.push({
      move: passage.dataset.move,
      start,
      end,
      columns: columns.map(column => ({
        ...column,
        flows: flowing.has(this.#toKey(column.name)),
      })),
      keyword: keyword.text === keyword.text.toLowerCase() ? 'as' : 'AS',
    });
  }

  /** Where REPLACE gives columns another value, by their keys; absent when that is not known. */
  #locateReplaced(star: SqlNode, at: Span): Map<string, Span> | undefined {
    const { statement, text } = this.#resolution.options;
    const entries = asList(star.replace).map(entry =>
      this.#toKey(asIdentifier(asNode(entry).alias)?.name ?? ''),
    );
    const spans = entries.length
      ? locateReplaced({
          tokens: statement.tokens,
          text,
          star: at,
          count: entries.length,
        })
      : [];
    return spans && new Map(entries.map((key, index) => [key, spans[index]]));
  }

  /** The old columns in their order; absent when they cannot be told. */
  #listColumns(
    star: SqlNode,
    { scope }: Place,
    replaced: Map<string, Span>,
  ): StarColumn[] | undefined {
    const sources = sourcesOfStar(star, scope, this.#toKey);
    const clauses = readStarClauses(star, this.#toKey);
    const isQualified = asIdentifier(star.table) !== undefined;
    if (!isQualified && scope?.mergesColumns && sources.length > 1) {
      return undefined;
    }
    const columns: StarColumn[] = [];
    for (const source of sources) {
      const listed =
        source &&
        listSource({
          source,
          clauses,
          replaced,
          proved: this.#resolution.proved,
          isQualified: isQualified || sources.length > 1,
          dialect: this.#resolution.options.dialect,
        });
      if (!listed) {
        return undefined;
      }
      columns.push(...listed);
    }
    const kept = columns.flatMap(column => column.kept ?? []);
    const isInOrder =
      kept.length === replaced.size &&
      kept.every(({ start }, i) => i === 0 || kept[i - 1].end <= start);
    return columns.length && isInOrder ? columns : undefined;
  }

  #leave({ dataset }: Passage) {
    this.#resolution.leave(dataset.start, MESSAGE);
  }
}

function findOldPassage(
  source: Source | undefined,
  proved: ProvedColumns,
): Passage | undefined {
  return (
    source &&
    findStarPassages(source, proved).find(
      ({ dataset }) => dataset.side === 'old',
    )
  );
}

interface ListSourceOptions {
  source: Source;
  clauses: StarClauses;
  replaced: Map<string, Span>;
  proved: ProvedColumns;
  isQualified: boolean;
  dialect: SqlDialect;
}

function listSource({
  source,
  clauses: { except, replace, rename },
  replaced,
  proved,
  isQualified,
  dialect,
}: ListSourceOptions): StarColumn[] | undefined {
  const qualifier = isQualified ? source.qualifier : undefined;
  if (isQualified && qualifier === undefined) {
    return undefined;
  }
  if (!findOldPassage(source, proved)) {
    const isPlain = except.size + replace.size + rename.size === 0;
    return isPlain ? [{ qualifier, name: '*' }] : undefined;
  }
  const isUnclear = replace.size > 0 && rename.size > 0;
  if (!source.columns || !source.distinct || isUnclear) {
    return undefined;
  }
  const columns: StarColumn[] = [];
  for (const [key, name] of source.columns) {
    const passage = findPassage(source, key);
    const field = passage?.dataset.move.fields.get(key.toLowerCase());
    const kept = replaced.get(key);
    if (except.has(key)) {
      continue;
    }
    if (kept) {
      columns.push({ name, kept });
      continue;
    }
    if (
      field?.action === 'left' ||
      field?.action === 'judgement' ||
      (passage && field && changesMadeUpRows(passage, field, dialect))
    ) {
      return undefined;
    }
    columns.push({ qualifier, name, field, alias: rename.get(key) });
  }
  return columns;
}
