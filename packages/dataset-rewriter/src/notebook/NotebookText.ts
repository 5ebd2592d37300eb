import type { Span } from '../edits/Edit';
import type { Edit } from '../types';
import { entryOf, readJson, type JsonValue } from './readJson';

/** A cell of code, as a part of the text of all of them. */
export interface NotebookCell extends Span {
  text: string;
}

/** The source of all code cells of a notebook as one text, with the way back into the file. */
export class NotebookText {
  readonly cells: NotebookCell[] = [];
  readonly text: string;
  /** The language of the kernel, in lower case; absent when the notebook does not say. */
  readonly language?: string;
  readonly #json: string;
  /** For each character of the text, where it is written in the file. */
  readonly #places: (Span | undefined)[] = [];
  /** Where each string of the file begins that holds source, and whether it is a line of its own. */
  readonly #lines = new Map<number, boolean>();

  /** Reads a notebook; nothing when the file is none. */
  static read(json: string): NotebookText | undefined {
    const root = readJson(json);
    const cells = entryOf(root, 'cells');
    return root && cells?.kind === 'array'
      ? new NotebookText(json, root, cells.items)
      : undefined;
  }

  private constructor(json: string, root: JsonValue, cells: JsonValue[]) {
    this.#json = json;
    const metadata = entryOf(root, 'metadata');
    const language =
      entryOf(entryOf(metadata, 'language_info'), 'name') ??
      entryOf(entryOf(metadata, 'kernelspec'), 'language');
    this.language =
      language?.kind === 'string' ? language.value.toLowerCase() : undefined;
    const parts: string[] = [];
    let start = 0;
    let endsLine = false;
    for (const cell of cells) {
      const type = entryOf(cell, 'cell_type');
      const source = entryOf(cell, 'source');
      if (type?.kind !== 'string' || type.value !== 'code' || !source) {
        continue;
      }
      const isList = source.kind === 'array';
      const lines = isList ? source.items : [source];
      const text = lines.map(line => this.#addLine(line, isList)).join('');
      const end = start + text.length;
      this.cells.push({ start, end, text });
      parts.push(text);
      start = end;
      endsLine = text ? text.endsWith('\n') : endsLine;
      if (!endsLine) {
        parts.push('\n');
        this.#places.push(undefined);
        start += 1;
        endsLine = true;
      }
    }
    this.text = parts.join('');
  }

  /** Where a part of the text is written in the file; from its first to its last character. */
  toFile({ start, end }: Span): Span {
    let first = start;
    while (first < this.#places.length && !this.#places[first]) {
      first += 1;
    }
    let last = Math.min(this.#places.length, Math.max(end, start + 1)) - 1;
    while (last > 0 && !this.#places[last]) {
      last -= 1;
    }
    const from = this.#places[first]?.start;
    const to = this.#places[last]?.end;
    return { start: from ?? to ?? 0, end: Math.max(to ?? 0, from ?? 0) };
  }

  /** The edit of the file for an edit of the text; nothing when it reaches over the end of a line. */
  editFile({ start, end, text, cause }: Edit): Edit | undefined {
    const places = this.#places.slice(start, end);
    const at = this.#places[start] ?? this.#places[start - 1];
    const isWhole = places.every(
      (place, index) =>
        place !== undefined &&
        (index === 0 || places[index - 1]?.end === place.start),
    );
    if (!at || !isWhole) {
      return undefined;
    }
    const from = start === end && !this.#places[start] ? at.end : at.start;
    const before = this.#places[start - 1];
    const touches = start === end && before && before.end !== at.start;
    const isLine = text.endsWith('\n');
    const place = touches && !isLine ? before.end : from;
    return {
      start: place,
      end: places.at(-1)?.end ?? place,
      text: isLine ? this.#escapeLine(text, place) : escape(text),
      cause,
    };
  }

  #addLine(line: JsonValue, isLine: boolean): string {
    if (line.kind !== 'string') {
      return '';
    }
    const written = this.#json.slice(line.start + 1, line.end - 1);
    let at = line.start + 1;
    this.#lines.set(at, isLine);
    for (const [unit] of written.matchAll(/\\u[0-9a-fA-F]{4}|\\[^]|[^]/g)) {
      this.#places.push({ start: at, end: at + unit.length });
      at += unit.length;
    }
    return line.value;
  }

  /** A line that is put in is a string of its own, where the others are. */
  #escapeLine(text: string, at: number): string {
    const escaped = escape(text);
    if (!this.#lines.get(at)) {
      return escaped;
    }
    const lineStart = this.#json.lastIndexOf('\n', at - 1) + 1;
    const indentation = this.#json.slice(lineStart, at - 1);
    const windows = this.#json[lineStart - 2] === '\r';
    return /^[ \t]*$/.test(indentation) && lineStart > 0
      ? `${escaped}",${windows ? '\r\n' : '\n'}${indentation}"`
      : `${escaped}", "`;
  }
}

function escape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
