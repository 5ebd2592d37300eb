import type { Span } from '../edits/Edit';
import type { Edit } from '../types';

/** Writes a text in the manner of the literal that it goes into; absent when it cannot be written there. */
export type EncodeText = (text: string) => string | undefined;

interface Piece {
  /** Where it begins in the composed text. */
  at: number;
  length: number;
  /** Where it stands in the file; absent for words that stand in none. */
  source?: Span;
  /** Whether each character stands for itself. */
  isVerbatim: boolean;
  encode: EncodeText;
}

const asItIs: EncodeText = text => text;

/** A text that a program puts together from pieces of a file; each character knows where it is written. */
export class ComposedText {
  readonly interpolations = new Set<string>();
  #text = '';
  readonly #pieces: Piece[] = [];

  static create(): ComposedText {
    return new ComposedText();
  }

  private constructor() {}

  get text(): string {
    return this.#text;
  }

  /** The part of the file from the first piece to the last. */
  get span(): Span {
    const sources = this.#pieces.flatMap(({ source }) => source ?? []);
    return {
      start: Math.min(...sources.map(({ start }) => start)),
      end: Math.max(...sources.map(({ end }) => end)),
    };
  }

  /** Characters of the file that stand for themselves. */
  addVerbatim(file: string, source: Span, encode: EncodeText = asItIs) {
    if (source.end > source.start) {
      this.#add(file.slice(source.start, source.end), source, true, encode);
    }
  }

  /** An escape of the file, and what it stands for. */
  addEscape(value: string, source: Span, encode: EncodeText) {
    if (value) {
      this.#add(value, source, false, encode);
    }
  }

  /** Something that the program puts in, under an identifier that stands for it. */
  addInterpolation(source: Span, prefix = 'c') {
    const name = `${prefix}${this.interpolations.size.toString(36)}_`
      .padEnd(source.end - source.start, 'x')
      .slice(0, Math.max(2, source.end - source.start));
    this.interpolations.add(name);
    this.#add(name, source, false, () => undefined);
  }

  /** Words that make a statement of the pieces, and stand nowhere in the file. */
  addWords(words: string) {
    this.#add(words, undefined, false, () => undefined);
  }

  /** Where a character is written, or the nearest one that is. */
  toOffset(at: number): number {
    const piece = this.#pieceAt(at);
    if (piece?.source) {
      return piece.isVerbatim
        ? piece.source.start + at - piece.at
        : piece.source.start;
    }
    const next = this.#pieces.find(p => p.source && p.at >= at);
    return next?.source?.start ?? this.span.start;
  }

  /** Where a part of the text is written; absent when it stands nowhere, and wide where quotes lie between. */
  toSpan({ start, end }: Span): Span | undefined {
    const sources = this.#between(start, end).flatMap(({ source }) =>
      source ? [source] : [],
    );
    return sources.length
      ? { start: sources[0].start, end: sources[sources.length - 1].end }
      : undefined;
  }

  /** The same change in the file; absent when its characters are not written side by side. */
  toEdit(whole: Edit): Edit | undefined {
    const edit = this.#withoutHead(whole);
    const isInsertion = edit.start === edit.end;
    const parts = isInsertion
      ? this.#around(edit.start)
      : this.#between(edit.start, edit.end);
    const [first] = parts;
    const last = parts[parts.length - 1];
    if (!first?.source || !last.source) {
      return undefined;
    }
    const isAdjacent = parts.every(
      ({ source }, index) =>
        source &&
        (index === 0 || parts[index - 1].source?.end === source.start),
    );
    const text = first.encode(edit.text);
    if (!isAdjacent || text === undefined) {
      return undefined;
    }
    if (!isInsertion) {
      const { start } = first.source;
      return { ...edit, start, end: last.source.end, text };
    }
    const at =
      first.at < edit.start || first.length === 0
        ? first.source.end
        : first.source.start;
    return { ...edit, start: at, end: at, text };
  }

  /** What the program puts in at the beginning of a name stays. */
  #withoutHead(edit: Edit): Edit {
    const head = this.#pieceAt(edit.start);
    const kept = head && this.#text.slice(head.at, head.at + head.length);
    return head?.at === edit.start &&
      kept !== undefined &&
      this.interpolations.has(kept) &&
      edit.text.startsWith(kept)
      ? {
          ...edit,
          start: edit.start + kept.length,
          text: edit.text.slice(kept.length),
        }
      : edit;
  }

  /** The text at the offsets of the file; blank where something else stands, but never behind a quote that opens. */
  toMask(file: string): string {
    const { start, end } = this.span;
    const characters = file
      .slice(start, end)
      .replace(/[^\r\n]/g, ' ')
      .split('');
    let opened = '';
    for (const { source, at, length, isVerbatim } of this.#pieces) {
      if (source) {
        const value = this.#text.slice(at, at + length);
        const isQuote = /^["'`]$/.test(value);
        const opens = isQuote && !opened;
        if (isQuote && (!opened || opened === value)) {
          opened = opens ? value : '';
        }
        const room = source.end - source.start;
        const from = opens && !isVerbatim ? source.end - length : source.start;
        value
          .slice(0, room)
          .split('')
          .forEach((character, index) => {
            characters[from - start + index] = character;
          });
      }
    }
    return characters.join('');
  }

  #add(
    value: string,
    source: Span | undefined,
    isVerbatim: boolean,
    encode: EncodeText,
  ) {
    const at = this.#text.length;
    this.#pieces.push({
      at,
      length: value.length,
      source,
      isVerbatim,
      encode,
    });
    this.#text += value;
  }

  #pieceAt(at: number): Piece | undefined {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#pieces[middle].at <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const piece: Piece | undefined = this.#pieces[low];
    return piece && at < piece.at + piece.length ? piece : undefined;
  }

  /** The parts of pieces in a range; a piece that is not verbatim cannot be cut. */
  #between(start: number, end: number): Piece[] {
    return this.#pieces
      .filter(({ at, length }) => at < end && start < at + length)
      .map(piece => {
        const { at, length, source, isVerbatim } = piece;
        const from = Math.max(start, at);
        const to = Math.min(end, at + length);
        return source && isVerbatim
          ? {
              ...piece,
              at: from,
              length: to - from,
              source: {
                start: source.start + from - at,
                end: source.start + to - at,
              },
            }
          : piece;
      });
  }

  /** The character before a place, else the one after it. */
  #around(at: number): Piece[] {
    const [before] = at > 0 ? this.#between(at - 1, at) : [];
    return before?.source ? [before] : this.#between(at, at + 1);
  }
}
