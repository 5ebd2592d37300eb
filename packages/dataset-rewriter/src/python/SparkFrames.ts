import {
  defineColumn,
  mergeFrames,
  otherFrame,
  type Frame,
} from '../frames/Frame';
import { sparkStep } from '../frames/sparkMethods';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import { bindView } from './bindView';
import { ColumnArguments } from './ColumnArguments';
import type { Argument, FrameContext } from './FrameContext';
import { resolveString } from './plainString';
import type { Scope } from './Scope';
import { unknownValue, type ColumnRole, type Value } from './Value';

/** A call of a method of a frame. */
export interface MethodCall {
  node: SyntaxNode;
  method: string;
  /** What the method is called on. */
  object: SyntaxNode;
  value: Value;
  frame: Frame;
  args: Argument[];
  scope: Scope;
}

const VALUE: ColumnRole = { kind: 'value' };
const FIXED: ColumnRole = { kind: 'fixed' };
const settled: Value = { frame: otherFrame('spark'), shape: 'table' };

/** What methods of PySpark frames do with columns. */
export class SparkFrames {
  readonly #context: FrameContext;
  readonly #columns: ColumnArguments;

  static create(context: FrameContext): SparkFrames {
    return new SparkFrames(context);
  }

  private constructor(context: FrameContext) {
    this.#context = context;
    this.#columns = ColumnArguments.create(context);
  }

  /** The value of a method call, with what its arguments name noted. */
  call(call: MethodCall): Value {
    const { method, value, frame, args, scope } = call;
    const step = sparkStep(method);
    if (value.shape === 'grouped') {
      return this.#callOnGroups(call);
    }
    const same: Value = { frame, shape: 'table' };
    switch (step) {
      case 'keeps':
        args.forEach(arg => this.#context.evaluate(arg.value, scope));
        return same;
      case 'looks':
        return unknownValue;
      case 'reads':
        this.#bindAll(call, VALUE);
        return same;
      case 'filters':
        args.forEach(({ value: node }) =>
          this.#columns.bindSql(node, frame, VALUE, scope),
        );
        return same;
      case 'selects':
        return this.#select(call, node =>
          this.#columns.bindNames(node, frame, this.#output(call), scope),
        );
      case 'selectsSql':
        return this.#select(call, node =>
          this.#columns.bindSql(node, frame, { kind: 'output' }, scope),
        );
      case 'groups':
        this.#bindAll(call, this.#output(call));
        return { frame, shape: 'grouped' };
      case 'aggregates':
        return this.#aggregate(call);
      case 'defines':
      case 'renames':
        return this.#define(call, step);
      case 'joins':
      case 'appends':
        return this.#join(call);
      case 'views':
        bindView(call, this.#context);
        return unknownValue;
      default:
        return this.#otherMethod(call);
    }
  }

  #callOnGroups(call: MethodCall): Value {
    const { method, frame, args, node } = call;
    if (method === 'agg') {
      return this.#aggregate(call);
    }
    if (method === 'count') {
      return settled;
    }
    if (method === 'pivot') {
      this.#bindAll({ ...call, args: args.slice(0, 1) }, VALUE);
      return { frame, shape: 'grouped' };
    }
    if (sparkStep(method) === 'aggregatesEach' && args.length) {
      this.#bindAll(call, FIXED);
      return settled;
    }
    this.#context.escape(
      { frame, shape: 'table' },
      node,
      `${method} gets all columns of the frame`,
    );
    return unknownValue;
  }

  #aggregate({ args, frame, scope }: MethodCall): Value {
    for (const { value } of args) {
      if (value.type === 'dictionary') {
        this.#columns.bindNames(value, frame, FIXED, scope);
      } else {
        this.#bindOutputs(value, frame, scope);
      }
    }
    return settled;
  }

  /** Aggregations may also be given as a list that is unpacked. */
  #bindOutputs(node: SyntaxNode, frame: Frame, scope: Scope) {
    const role: ColumnRole = { kind: 'output' };
    if (
      /^(?:list|tuple|list_splat|list_comprehension|identifier)$/.test(
        node.type,
      )
    ) {
      this.#columns.bindNames(node, frame, role, scope);
    } else {
      this.#columns.bindExpression(node, frame, role, scope);
    }
  }

  #bindAll({ args, frame, scope }: MethodCall, role: ColumnRole) {
    for (const { keyword, value } of args) {
      if (
        !/^(?:ascending|how|numPartitions|thresh|value)$/.test(keyword ?? '')
      ) {
        this.#columns.bindNames(value, frame, role, scope);
      }
    }
  }

  #select(call: MethodCall, bind: (node: SyntaxNode) => void): Value {
    const { args, frame } = call;
    const isAll = (node: SyntaxNode) =>
      resolveString(node, this.#context.python)?.value === '*';
    args.filter(arg => !isAll(arg.value)).forEach(arg => bind(arg.value));
    return args.some(arg => isAll(arg.value))
      ? { frame, shape: 'table' }
      : settled;
  }

  #output({ object }: MethodCall): ColumnRole {
    const { text } = this.#context.python;
    return {
      kind: 'output',
      receiver:
        object.type === 'identifier'
          ? text.slice(object.start, object.end)
          : undefined,
    };
  }

  #define(call: MethodCall, step: 'defines' | 'renames'): Value {
    const { args, frame, scope, node } = call;
    const [first, second] = args;
    if (!first || !second) {
      this.#context.ledger.adaptAll(
        frame,
        node.start,
        'A column is named by an argument that is not followed',
      );
      return { frame, shape: 'table' };
    }
    const named = step === 'defines' ? first : second;
    const name = resolveString(named.value, this.#context.python)?.value;
    if (step === 'defines') {
      this.#columns.bindExpression(second.value, frame, VALUE, scope);
    } else {
      this.#columns.bindNames(first.value, frame, VALUE, scope);
    }
    if (name === undefined) {
      this.#context.ledger.adaptAll(
        frame,
        node.start,
        'The name of a new column is not known here',
      );
      return { frame, shape: 'table' };
    }
    this.#noteClash(
      frame,
      name,
      node,
      step === 'renames'
        ? resolveString(first.value, this.#context.python)?.value
        : undefined,
    );
    return { frame: defineColumn(frame, name), shape: 'table' };
  }

  /** A new column that is called as one of the replacement's would be read in place of it. */
  #noteClash(
    frame: Frame,
    name: string,
    node: SyntaxNode,
    renamed: string | undefined,
  ) {
    for (const { move } of frame.reads) {
      const clash = [...move.fields.values()].find(
        field => field.to === name && field.name !== renamed,
      );
      if (clash) {
        this.#context.ledger.adapt(
          frame.reads,
          node.start,
          `The program calls a column of its own ${name}, as the replacement does`,
        );
      }
    }
  }

  #join(call: MethodCall): Value {
    const { args, frame, scope, node, method } = call;
    const { ledger, escape } = this.#context;
    const [first] = args;
    const other = first && this.#context.evaluate(first.value, scope);
    const on = args.find(
      (arg, index) => arg.keyword === 'on' || (index === 1 && !arg.keyword),
    );
    if (on) {
      this.#bindJoin(on.value, frame, scope);
      if (other?.frame) {
        this.#bindJoin(on.value, other.frame, scope);
      }
    }
    if (method === 'unionByName') {
      escape(
        { frame, shape: 'table' },
        node,
        'Rows are added by the names of all columns',
      );
    }
    const joined = mergeFrames(frame, other?.frame ?? otherFrame('spark'));
    if (frame.reads.size && other?.frame?.reads.size) {
      ledger.adapt(
        joined.reads,
        node.start,
        'Two frames of datasets are joined',
      );
    }
    return {
      frame: {
        ...joined,
        mixed: true,
        projected: frame.projected && (other?.frame?.projected ?? true),
      },
      shape: 'table',
    };
  }

  #bindJoin(on: SyntaxNode, frame: Frame, scope: Scope) {
    if (/^(?:string|list|tuple|identifier)$/.test(on.type)) {
      this.#columns.bindNames(on, frame, FIXED, scope);
    } else {
      this.#columns.bindExpression(on, { ...frame, mixed: true }, FIXED, scope);
    }
  }

  #otherMethod({ method, frame, node, args, scope }: MethodCall): Value {
    if (method === 'alias') {
      return { frame, shape: 'table' };
    }
    if (/^to_?[pP]andas$/.test(method)) {
      return { frame: { ...frame, library: 'pandas' }, shape: 'table' };
    }
    if (/^(?:collect|take|toLocalIterator|tail)$/.test(method)) {
      return { frame, shape: 'rows' };
    }
    if (/^(?:first|head)$/.test(method)) {
      return { frame, shape: args.length ? 'rows' : 'row' };
    }
    args.forEach(({ value }) => {
      this.#context.escape(
        this.#context.evaluate(value, scope),
        value,
        `The frame goes to ${method}`,
      );
    });
    this.#context.escape(
      { frame, shape: 'table' },
      node,
      `${method} may use all columns of the frame`,
    );
    return unknownValue;
  }
}
