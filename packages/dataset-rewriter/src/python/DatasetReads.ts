import { readFrame, type Frame } from '../frames/Frame';
import { matchDatasetName } from '../frames/matchDatasetName';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ColumnArguments } from './ColumnArguments';
import type { Argument, FrameContext } from './FrameContext';
import { resolveString } from './plainString';
import { readDbtRelation } from './readDbtRelation';
import type { Scope } from './Scope';
import type { ColumnRole, Value } from './Value';

const IN_READ: ColumnRole = { kind: 'value', isInRead: true };

/** Calls that read a dataset of the contract by its name. */
export class DatasetReads {
  readonly #context: FrameContext;
  readonly #columns: ColumnArguments;

  static create(context: FrameContext, columns: ColumnArguments): DatasetReads {
    return new DatasetReads(context, columns);
  }

  private constructor(context: FrameContext, columns: ColumnArguments) {
    this.#context = context;
    this.#columns = columns;
  }

  /** What a DAG waits for, which says nothing of columns; what it announces is not a read. */
  airflow(node: SyntaxNode, args: Argument[]) {
    let at = node.parent;
    while (
      at &&
      /^(?:list|tuple|parenthesized_expression|binary_operator)$/.test(at.type)
    ) {
      at = at.parent;
    }
    const name = childOf(at, 'name');
    const { text } = this.#context.python;
    const keyword = name && text.slice(name.start, name.end);
    if (
      at?.type === 'keyword_argument' &&
      /^(?:schedule|inlets)$/.test(keyword ?? '')
    ) {
      this.#read(args[0]?.value, node, 'airflow');
    }
  }

  /** A read by Spark or by a client of BigQuery. */
  spark(
    node: SyntaxNode,
    args: Argument[],
    named: SyntaxNode | undefined,
  ): Value | undefined {
    const [first, ...others] = args.filter(
      ({ keyword }) =>
        !keyword || keyword === 'path' || keyword === 'tableName',
    );
    const frame = this.#read(first?.value ?? named, node, 'spark');
    if (frame && others.some(({ value }) => value.type === 'string')) {
      this.#context.ledger.leave(
        frame.reads,
        node.start,
        'Several paths are read as one frame.',
      );
    }
    return frame && { frame, shape: 'table' };
  }

  /** A read by a model of dbt. */
  dbt(node: SyntaxNode): Value | undefined {
    const { python, options, ledger, reads } = this.#context;
    const found = readDbtRelation(node, python, options);
    if (!found) {
      return undefined;
    }
    const read = ledger.read(reads.get(found.read.start) ?? found.read);
    reads.set(read.start, read);
    const frame = readFrame(read);
    if (found.problem !== undefined) {
      ledger.leave(frame.reads, read.start, found.problem.replace(/\.$/, ''));
    }
    return { frame, shape: 'table' };
  }

  /** A read by pandas, with the columns that it asks for. */
  pandas(node: SyntaxNode, args: Argument[], scope: Scope): Value | undefined {
    const find = (keyword: string) =>
      args.find(arg => arg.keyword === keyword)?.value;
    const first = args[0]?.keyword ? undefined : args[0]?.value;
    const named =
      first ??
      find('path') ??
      find('table_name') ??
      find('query_or_table') ??
      find('query') ??
      find('sql');
    const frame = this.#read(named, node, 'pandas');
    if (!frame) {
      return undefined;
    }
    for (const keyword of [
      'columns',
      'usecols',
      'dtype',
      'parse_dates',
      'index_col',
    ]) {
      const value = find(keyword);
      if (value) {
        this.#columns.bindNames(value, frame, IN_READ, scope);
      }
    }
    const projected = Boolean(find('columns') ?? find('usecols'));
    return { frame: { ...frame, projected }, shape: 'table' };
  }

  /** A read of a dataset that is named at a place, directly or by a constant. */
  #read(
    named: SyntaxNode | undefined,
    call: SyntaxNode,
    library: string,
  ): Frame | undefined {
    const { python, options, ledger, reads } = this.#context;
    const name = resolveString(named, python);
    const match =
      name && matchDatasetName(name, options.moves, options.dialect);
    if (!named || !name || match?.kind !== 'dataset') {
      return undefined;
    }
    const isConstant = named.type === 'identifier';
    const place = isConstant ? named : name;
    const known = reads.get(place.start);
    const read = ledger.read(
      known ?? {
        start: place.start,
        end: place.end,
        move: match.move,
        side: match.side,
        holder: { start: name.start, end: name.end },
        edits: match.edits,
        adaptAt: call.end,
        library,
      },
    );
    reads.set(place.start, read);
    return readFrame(read);
  }

  /** What is said to a reader before it reads. */
  option(
    reader: NonNullable<Value['reader']>,
    method: string,
    args: Argument[],
  ): Value {
    const { python } = this.#context;
    const [key, value] = args;
    const option = key && resolveString(key.value, python)?.value;
    const isTable = /^(?:table|dbtable|path)$/;
    if (method === 'option' && isTable.test(option ?? '')) {
      return { reader: { name: value?.value } };
    }
    const named = args.find(({ keyword }) => isTable.test(keyword ?? ''));
    return {
      reader: method === 'options' && named ? { name: named.value } : reader,
    };
  }
}
