import {
  defineColumn,
  mergeFrames,
  otherFrame,
  type Frame,
} from '../frames/Frame';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import { ColumnArguments } from './ColumnArguments';
import type { FrameContext } from './FrameContext';
import { GROUP_RESULTS, pandasStep, SERIES_TO_FRAME } from './pandasMethods';
import { plainString } from './plainString';
import { Scope } from './Scope';
import type { MethodCall } from './SparkFrames';
import { unknownValue, type ColumnRole, type Value } from './Value';

const VALUE: ColumnRole = { kind: 'value' };
const FIXED: ColumnRole = { kind: 'fixed' };
/** Arguments that are never names of columns. */
const SETTINGS =
  /^(?:ascending|axis|how|inplace|kind|ignore_index|keep|na_position|as_index|sort|dropna|observed|suffixes|validate|indicator|level|drop|aggfunc|n|frac|random_state|errors|copy|fill_value)$/;

/** What methods of pandas frames do with columns. */
export class PandasFrames {
  readonly #context: FrameContext;
  readonly #columns: ColumnArguments;

  static create(context: FrameContext): PandasFrames {
    return new PandasFrames(context);
  }

  private constructor(context: FrameContext) {
    this.#context = context;
    this.#columns = ColumnArguments.create(context);
  }

  /** The value of a method call, with what its arguments name noted. */
  call(call: MethodCall): Value {
    const { method, value, frame, args, scope } = call;
    if (value.shape === 'series') {
      return this.#callOnSeries(call);
    }
    if (value.shape === 'row') {
      args
        .slice(0, 1)
        .forEach(arg =>
          this.#columns.bindNames(
            arg.value,
            frame,
            method === 'get' ? VALUE : FIXED,
            scope,
          ),
        );
      if (method !== 'get') {
        this.#context.escape(
          { frame },
          call.node,
          `${method} may use all columns of the row`,
        );
      }
      return unknownValue;
    }
    if (value.shape === 'grouped') {
      return this.#callOnGroups(call);
    }
    switch (pandasStep(method)) {
      case 'keeps':
        this.#bindAll(call, VALUE);
        return { frame, shape: 'table' };
      case 'groups':
        this.#bindAll(call, VALUE);
        return { frame, shape: 'grouped' };
      case 'chooses':
        this.#bindAll(call, VALUE);
        return { frame: { ...frame, projected: true }, shape: 'table' };
      case 'looks':
        this.#bindAll(call, VALUE);
        return unknownValue;
      case 'renames':
        return this.#rename(call);
      case 'assigns':
        return this.#assign(call);
      case 'joins':
        return this.#merge(call);
      default:
        return this.#otherMethod(call);
    }
  }

  #callOnSeries({ method, frame, args, scope }: MethodCall): Value {
    args.forEach(({ value }) => this.#context.evaluate(value, scope));
    return SERIES_TO_FRAME.has(method)
      ? { frame: { ...frame, projected: true }, shape: 'table' }
      : { frame, shape: 'series' };
  }

  #callOnGroups(call: MethodCall): Value {
    const { method, frame, node } = call;
    if (!GROUP_RESULTS.has(method)) {
      this.#context.escape(
        { frame, shape: 'table' },
        node,
        `${method} gets all columns of the frame`,
      );
      return unknownValue;
    }
    this.#bindAll(call, VALUE);
    return { frame: { ...frame, projected: true }, shape: 'table' };
  }

  #bindAll({ args, frame, scope }: MethodCall, role: ColumnRole) {
    for (const { keyword, value } of args) {
      if (value.type === 'lambda') {
        this.#callWith(value, frame, 'series', scope);
      } else if (!SETTINGS.test(keyword ?? '')) {
        this.#columns.bindNames(value, frame, role, scope);
      }
    }
  }

  #rename(call: MethodCall): Value {
    const { args, frame, scope, node } = call;
    const columns = args.find(({ keyword }) => keyword === 'columns')?.value;
    if (columns?.type !== 'dictionary') {
      this.#context.ledger.adaptAll(
        frame,
        node.start,
        'The columns are renamed in a way that is not followed',
      );
      return { frame, shape: 'table' };
    }
    this.#columns.bindNames(columns, frame, VALUE, scope);
    const { text } = this.#context.python;
    let renamed = frame;
    for (const pair of columns.children.filter(({ type }) => type === 'pair')) {
      const name = plainString(childOf(pair, 'value'), text)?.value;
      const old = plainString(childOf(pair, 'key'), text)?.value;
      renamed = name === undefined ? renamed : defineColumn(renamed, name);
      renamed = old === undefined ? renamed : defineColumn(renamed, old);
    }
    return { frame: renamed, shape: 'table' };
  }

  #assign({ args, frame, scope }: MethodCall): Value {
    const { text } = this.#context.python;
    let assigned = frame;
    for (const { keyword, value } of args) {
      if (value.type === 'lambda') {
        this.#callWith(value, frame, 'table', scope);
      } else {
        this.#context.evaluate(value, scope);
      }
      const name = keyword && childOf(value.parent, 'name');
      if (name && keyword) {
        this.#context.ledger.use({
          ...{ start: name.start, end: name.end },
          name: keyword,
          frame,
        });
        assigned = defineColumn(assigned, text.slice(name.start, name.end));
      }
    }
    return { frame: assigned, shape: 'table' };
  }

  #merge(call: MethodCall): Value {
    const { args, frame, scope, node } = call;
    const other = args[0]
      ? this.#context.evaluate(args[0].value, scope)
      : unknownValue;
    const find = (keyword: string) =>
      args.find(arg => arg.keyword === keyword)?.value;
    const [on, left, right] = ['on', 'left_on', 'right_on'].map(find);
    if (!on && !left && !right) {
      const { reads } = mergeFrames(frame, other.frame ?? frame);
      this.#context.ledger.leave(
        reads,
        node.start,
        'merge without names compares all columns of one name.',
      );
    }
    const frames: [SyntaxNode | undefined, Frame | undefined, ColumnRole][] = [
      [on, frame, FIXED],
      [on, other.frame, FIXED],
      [left, frame, VALUE],
      [right, other.frame, VALUE],
    ];
    for (const [names, side, role] of frames) {
      if (names && side) {
        this.#columns.bindNames(names, side, role, scope);
      }
    }
    const merged = mergeFrames(frame, other.frame ?? otherFrame('pandas'));
    const projected = frame.projected && (other.frame?.projected ?? true);
    return { frame: { ...merged, mixed: true, projected }, shape: 'table' };
  }

  #otherMethod(call: MethodCall): Value {
    const { method, frame, args, scope, node } = call;
    if (
      method === 'apply' &&
      args[0]?.value.type === 'lambda' &&
      args.some(a => a.keyword === 'axis')
    ) {
      this.#callWith(args[0].value, frame, 'row', scope);
      return unknownValue;
    }
    if (GROUP_RESULTS.has(method)) {
      this.#bindAll(call, VALUE);
      return { frame, shape: 'table' };
    }
    if (/^(?:itertuples|iterrows)$/.test(method)) {
      return { frame, shape: 'rows' };
    }
    args.forEach(({ value }) =>
      this.#context.escape(
        this.#context.evaluate(value, scope),
        value,
        `The frame goes to ${method}`,
      ),
    );
    this.#context.escape(
      { frame, shape: 'table' },
      node,
      `${method} may use all columns of the frame`,
    );
    return unknownValue;
  }

  /** Looks into a lambda that gets a frame, a column or a row. */
  #callWith(
    lambda: SyntaxNode,
    frame: Frame,
    shape: Value['shape'],
    scope: Scope,
  ) {
    const inner = Scope.create(scope, lambda);
    const parameters = childOf(lambda, 'parameters')?.children ?? [];
    const [first] = parameters.filter(({ type }) => type === 'identifier');
    if (first) {
      inner.set(this.#context.python.text.slice(first.start, first.end), {
        frame,
        shape,
      });
    }
    this.#context.evaluate(childOf(lambda, 'body'), inner);
  }
}
