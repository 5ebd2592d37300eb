import { readFrame, type Frame } from '../frames/Frame';
import { matchDatasetName } from '../frames/matchDatasetName';
import { columnStrings } from '../frames/sparkMethods';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import {
  argumentsOf,
  qualifiedName,
  type Argument,
  type FrameContext,
} from './FrameContext';
import { ColumnArguments } from './ColumnArguments';
import { FrameAccess } from './FrameAccess';
import { PandasFrames } from './PandasFrames';
import { plainString, resolveString } from './plainString';
import type { Scope } from './Scope';
import { SparkFrames } from './SparkFrames';
import { SparkSpelling } from './SparkSpelling';
import {
  mergeValues,
  sameValue,
  unknownValue,
  type ColumnBinder,
  type ColumnRole,
  type Value,
} from './Value';

const FUNCTIONS = 'pyspark.sql.functions.';
const WINDOW = /^pyspark\.sql\.(?:window\.)?Window\./;
const PANDAS_READS =
  /^pandas\.(?:io\.gbq\.)?read_(?:gbq|sql_table|sql|parquet|csv|json|orc|feather)$|^pandas_gbq\.read_gbq$/;
const SPARK_READS = /^(?:table|parquet|orc|json|csv|load|list_rows)$/;
const LOOKS = /^(?:print|display|len|type|isinstance|show|repr|str)$/;
const WHOLE: ColumnRole = { kind: 'value' };

/** Finds out what calls are to the frames of a program. */
export class CallEvaluator {
  readonly #context: FrameContext;
  readonly #columns: ColumnArguments;
  readonly #access: FrameAccess;
  readonly #spark: SparkFrames;
  readonly #pandas: PandasFrames;
  readonly #spelling: SparkSpelling;
  /** Whether functions were called with other frames than in the round before. */
  hasNewCalls = false;

  static create(context: FrameContext): CallEvaluator {
    return new CallEvaluator(context);
  }

  private constructor(context: FrameContext) {
    this.#context = context;
    this.#columns = ColumnArguments.create(context);
    this.#access = FrameAccess.create(context, this.#columns);
    this.#spark = SparkFrames.create(context);
    this.#pandas = PandasFrames.create(context);
    this.#spelling = SparkSpelling.create(context.python, context.options);
  }

  evaluateCall(node: SyntaxNode, scope: Scope): Value {
    const { python } = this.#context;
    const callee = childOf(node, 'function');
    const args = argumentsOf(node, python.text);
    const qualified = qualifiedName(callee, python, scope);
    if (qualified?.startsWith(FUNCTIONS)) {
      return this.#sparkFunction(
        node,
        qualified.slice(FUNCTIONS.length),
        args,
        scope,
      );
    }
    if (qualified !== undefined && WINDOW.test(qualified)) {
      return this.#window(args, [], scope);
    }
    if (qualified !== undefined && PANDAS_READS.test(qualified)) {
      return this.#readPandas(node, args, scope);
    }
    const object = childOf(callee, 'object');
    const name = childOf(callee, 'attribute');
    if (callee?.type === 'attribute' && object && name) {
      const method = python.text.slice(name.start, name.end);
      return this.#method(node, method, object, args, scope);
    }
    const called = callee && this.#context.evaluate(callee, scope);
    if (called?.callee) {
      return this.#ownFunction(called.callee, args, scope);
    }
    const isLook =
      callee && LOOKS.test(python.text.slice(callee.start, callee.end));
    return this.#unknownCall(args, scope, isLook ? 'look' : 'goes');
  }

  evaluateSubscript(node: SyntaxNode, scope: Scope): Value {
    return this.#access.subscript(node, scope);
  }

  assignSubscript(left: SyntaxNode, value: Value, scope: Scope) {
    this.#access.assign(left, value, scope);
  }

  evaluateAttribute(
    node: SyntaxNode,
    name: SyntaxNode,
    value: Value,
    frame: Frame,
  ): Value {
    return this.#access.attribute(node, name, value, frame);
  }

  #method(
    node: SyntaxNode,
    method: string,
    object: SyntaxNode,
    args: Argument[],
    scope: Scope,
  ): Value {
    const value = this.#context.evaluate(object, scope);
    const { frame, binders, reader } = value;
    if (frame) {
      if (
        /^(?:pipe|transform)$/.test(method) &&
        value.shape === 'table' &&
        args[0]
      ) {
        const called = this.#context.evaluate(args[0].value, scope);
        if (called.callee) {
          return this.#ownFunction(
            called.callee,
            [{ value: object }, ...args.slice(1)],
            scope,
          );
        }
      }
      const call = { node, method, object, value, frame, args, scope };
      return frame.library === 'pandas'
        ? this.#pandas.call(call)
        : this.#spark.call(call);
    }
    if (binders) {
      return method === 'partitionBy' || method === 'orderBy'
        ? this.#window(args, binders, scope)
        : this.#columnMethod(binders, args, scope);
    }
    if (reader && /^(?:format|schema|option|options)$/.test(method)) {
      return this.#option(reader, method, args);
    }
    if (SPARK_READS.test(method)) {
      const read = this.#readSpark(node, args, reader?.name);
      if (read) {
        return read;
      }
    }
    return this.#unknownCall(args, scope, 'goes');
  }

  #readSpark(
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

  #readPandas(node: SyntaxNode, args: Argument[], scope: Scope): Value {
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
      return this.#unknownCall(args, scope, 'look');
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
        this.#columns.bindNames(value, frame, WHOLE, scope);
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

  #option(
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

  /** A function of `pyspark.sql.functions`. */
  #sparkFunction(
    node: SyntaxNode,
    name: string,
    args: Argument[],
    scope: Scope,
  ): Value {
    const { python } = this.#context;
    const [first] = args;
    if (name === 'col' || name === 'column') {
      const written = first && plainString(first.value, python.text);
      const binder: ColumnBinder = (frame, role) => {
        if (written && !written.value.includes('.')) {
          this.#context.ledger.use({
            ...{ start: written.start, end: written.end },
            name: written.value,
            frame,
            ...this.#spelling.ofCall(node, written, role),
          });
        } else if (first) {
          this.#columns.bindNames(first.value, frame, { kind: 'fixed' }, scope);
        }
      };
      return { binders: [binder] };
    }
    const strings = columnStrings(name) ?? 0;
    const isKnown = columnStrings(name) !== undefined;
    const binders = args.map(({ value }, index): ColumnBinder => {
      return (frame, role) => {
        const inner: ColumnRole =
          name === 'struct' ? { kind: 'output' } : { kind: 'value' };
        const bound = role.kind === 'fixed' ? role : inner;
        if (name === 'expr') {
          this.#columns.bindSql(value, frame, bound, scope);
        } else if (index < strings || value.type === 'list_splat') {
          this.#columns.bindNames(value, frame, bound, scope);
        } else if (isKnown || value.type !== 'string') {
          this.#columns.bindExpression(value, frame, bound, scope);
        } else {
          this.#columns.bindString(value, frame, { kind: 'fixed' });
        }
      };
    });
    return { binders };
  }

  #window(args: Argument[], before: ColumnBinder[], scope: Scope): Value {
    const binders = args.map(({ value }): ColumnBinder => {
      return (frame, role) =>
        this.#columns.bindNames(
          value,
          frame,
          role.kind === 'fixed' ? role : { kind: 'value' },
          scope,
        );
    });
    return { binders: [...before, ...binders] };
  }

  /** Such as `cast` or `isin`, in whose arguments a string is data. */
  #columnMethod(before: ColumnBinder[], args: Argument[], scope: Scope): Value {
    const binders = args
      .filter(({ value }) => !/string|integer/.test(value.type))
      .map(({ value }): ColumnBinder => {
        return (frame, role) =>
          this.#columns.bindExpression(value, frame, role, scope);
      });
    return { binders: [...before, ...binders] };
  }

  /** A function of the file is looked into, with what it gets. */
  #ownFunction(definition: SyntaxNode, args: Argument[], scope: Scope): Value {
    const { python, calls } = this.#context;
    const parameters = (
      childOf(definition, 'parameters')?.children ?? []
    ).filter(({ isNamed }) => isNamed);
    const names = parameters.map(parameter => {
      const name =
        childOf(parameter, 'name') ??
        parameter.children.find(c => c.type === 'identifier') ??
        parameter;
      return python.text.slice(name.start, name.end);
    });
    const known =
      calls.parameters.get(definition.start) ?? new Map<string, Value>();
    args.forEach(({ keyword, value: node }, index) => {
      const value = this.#context.evaluate(node, scope);
      const name = keyword ?? names[index];
      const isPlain =
        name !== undefined &&
        names.includes(name) &&
        !/splat/.test(parameters[names.indexOf(name)]?.type ?? '');
      if (!value.frame) {
        return;
      }
      if (!isPlain) {
        this.#context.escape(
          value,
          node,
          'The frame is handed on in a way that is not followed',
        );
        return;
      }
      const shared = { ...value, frame: { ...value.frame, mixed: true } };
      const before = known.get(name);
      const now = before ? mergeValues(before, shared) : shared;
      if (!sameValue(before, now)) {
        this.hasNewCalls = true;
      }
      known.set(name, now);
    });
    calls.parameters.set(definition.start, known);
    return calls.returns.get(definition.start) ?? unknownValue;
  }

  /** What is not known may do anything with the frames that it gets, but sees only the names of columns. */
  #unknownCall(args: Argument[], scope: Scope, how: 'look' | 'goes'): Value {
    const binders: ColumnBinder[] = [];
    for (const { value: node } of args) {
      const value = this.#context.evaluate(node, scope);
      if (how === 'goes') {
        this.#context.escape(
          value,
          node,
          'The frame is handed to something that is not followed',
        );
      }
      binders.push(...(value.binders ?? []));
      if (node.type === 'string') {
        binders.push(frame =>
          this.#columns.bindString(node, frame, { kind: 'fixed' }),
        );
      }
    }
    return binders.length ? { binders } : unknownValue;
  }
}
