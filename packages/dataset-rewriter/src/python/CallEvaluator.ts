import type { Frame } from '../frames/Frame';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import {
  argumentsOf,
  qualifiedName,
  type Argument,
  type FrameContext,
} from './FrameContext';
import { ColumnArguments } from './ColumnArguments';
import { DatasetReads } from './DatasetReads';
import { FrameAccess } from './FrameAccess';
import { PandasFrames } from './PandasFrames';
import type { Scope } from './Scope';
import { SparkFrames } from './SparkFrames';
import { SparkFunctions } from './SparkFunctions';
import {
  mergeValues,
  sameValue,
  unknownValue,
  type ColumnBinder,
  type Value,
} from './Value';

const FUNCTIONS = 'pyspark.sql.functions.';
const WINDOW = /^pyspark\.sql\.(?:window\.)?Window\./;
const PANDAS_READS =
  /^pandas\.(?:io\.gbq\.)?read_(?:gbq|sql_table|sql|parquet|csv|json|orc|feather)$|^pandas_gbq\.read_gbq$/;
const SPARK_READS = /^(?:table|parquet|orc|json|csv|load|list_rows)$/;
const AIRFLOW_DATASET = /^airflow\.(?:\w+\.)*(?:Dataset|Asset)$/;
const LOOKS = /^(?:print|display|len|type|isinstance|show|repr|str)$/;

/** Finds out what calls are to the frames of a program. */
export class CallEvaluator {
  readonly #context: FrameContext;
  readonly #columns: ColumnArguments;
  readonly #access: FrameAccess;
  readonly #spark: SparkFrames;
  readonly #pandas: PandasFrames;
  readonly #functions: SparkFunctions;
  readonly #reads: DatasetReads;
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
    this.#functions = SparkFunctions.create(context, this.#columns);
    this.#reads = DatasetReads.create(context, this.#columns);
  }

  evaluateCall(node: SyntaxNode, scope: Scope): Value {
    const { python } = this.#context;
    const callee = childOf(node, 'function');
    const args = argumentsOf(node, python.text);
    const qualified = qualifiedName(callee, python, scope);
    if (qualified?.startsWith(FUNCTIONS)) {
      return this.#functions.call(
        node,
        qualified.slice(FUNCTIONS.length),
        args,
        scope,
      );
    }
    if (qualified !== undefined && WINDOW.test(qualified)) {
      return this.#functions.window(args, [], scope);
    }
    if (qualified !== undefined && PANDAS_READS.test(qualified)) {
      return (
        this.#reads.pandas(node, args, scope) ??
        this.#unknownCall(args, scope, 'look')
      );
    }
    if (qualified !== undefined && AIRFLOW_DATASET.test(qualified)) {
      this.#reads.airflow(node, args);
      return unknownValue;
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
      this.#context.ledger.understand(frame, {
        start: object.end,
        end: node.end,
      });
      const call = { node, method, object, value, frame, args, scope };
      return frame.library === 'pandas'
        ? this.#pandas.call(call)
        : this.#spark.call(call);
    }
    if (binders) {
      return method === 'partitionBy' || method === 'orderBy'
        ? this.#functions.window(args, binders, scope)
        : this.#functions.columnMethod(binders, args, scope);
    }
    if (reader && /^(?:format|schema|option|options)$/.test(method)) {
      return this.#reads.option(reader, method, args);
    }
    const related = this.#reads.dbt(node);
    if (related) {
      return related;
    }
    if (SPARK_READS.test(method)) {
      const read = this.#reads.spark(node, args, reader?.name);
      if (read) {
        return read;
      }
    }
    return this.#unknownCall(args, scope, 'goes');
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
