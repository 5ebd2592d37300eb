import type { CodeString, CodeStrings } from '../code/readStrings';
import type { PlannedField } from '../contract/planMoves';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { FrameLedger } from '../frames/FrameLedger';
import { readFrame, type FrameRead } from '../frames/Frame';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import { walkSyntax } from '../syntax/loadSyntaxParser';

/** A file of Scala or Java, and what is known of the datasets that it reads. */
export class JvmProgram {
  readonly code: CodeStrings;
  readonly ledger: FrameLedger;
  readonly options: AnalyzeFileOptions;
  readonly #strings: Map<SyntaxNode, CodeString>;

  static create(
    code: CodeStrings,
    ledger: FrameLedger,
    options: AnalyzeFileOptions,
  ): JvmProgram {
    return new JvmProgram(code, ledger, options);
  }

  private constructor(
    code: CodeStrings,
    ledger: FrameLedger,
    options: AnalyzeFileOptions,
  ) {
    this.code = code;
    this.ledger = ledger;
    this.options = options;
    this.#strings = new Map(code.strings.map(string => [string.node, string]));
  }

  textOf({ start, end }: SyntaxNode): string {
    return this.options.text.slice(start, end);
  }

  /** The string that a node is, when its characters stand for themselves. */
  stringAt(node: SyntaxNode | undefined): CodeString | undefined {
    const string = node && this.#strings.get(node);
    const isPlain =
      string?.problem === undefined && string?.literals.length === 1;
    return isPlain && string.composed.text ? string : undefined;
  }

  /** Identifiers of a name, whatever they mean. */
  identifiers(name: string): SyntaxNode[] {
    return this.code.nodes.filter(
      node => /identifier$/.test(node.type) && this.textOf(node) === name,
    );
  }

  leave(read: FrameRead, start: number, message: string) {
    this.ledger.leave(new Set([read]), start, message);
  }

  /** Notes every place below a node that names a changed column, by a string or by an identifier. */
  noteColumns(read: FrameRead, root: SyntaxNode) {
    const frame = readFrame(read);
    for (const { node, field } of this.findColumns(read, root)) {
      const { start, end } = node;
      this.ledger.use({ start, end, name: field.name, frame });
    }
  }

  /** Places below a node that name a changed column. */
  findColumns(
    { move }: FrameRead,
    root: SyntaxNode,
  ): { node: SyntaxNode; field: PlannedField }[] {
    const { mentions } = this.options;
    return [...walkSyntax(root)].flatMap(node => {
      const isName = /identifier$/.test(node.type);
      const written = isName
        ? this.textOf(node)
        : this.#strings.get(node)?.composed.text;
      return mentions.findColumns(written ?? '').flatMap(({ name }) => {
        const field = move.fields.get(name.toLowerCase());
        return field ? [{ node, field }] : [];
      });
    });
  }
}
