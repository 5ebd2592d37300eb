import type { Frame } from '../frames/Frame';
import { sparkStep } from '../frames/sparkMethods';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ColumnArguments } from './ColumnArguments';
import type { FrameContext } from './FrameContext';
import { pandasStep } from './pandasMethods';
import { plainString, resolveString } from './plainString';
import type { Scope } from './Scope';
import { SparkSpelling } from './SparkSpelling';
import { unknownValue, type ColumnRole, type Value } from './Value';

const WHOLE =
  /^(?:write|writeTo|writeStream|columns|schema|dtypes|rdd|values|T|iloc|iat|storageLevel)$/;
const INDEXERS = /^(?:loc|at)$/;
const FACTS = /^(?:shape|empty|size|index|str|dt|cat|na|plot|isStreaming)$/;

/** Finds out which columns `frame["a"]` and `frame.a` read. */
export class FrameAccess {
  readonly #context: FrameContext;
  readonly #columns: ColumnArguments;
  readonly #spelling: SparkSpelling;

  static create(context: FrameContext, columns: ColumnArguments): FrameAccess {
    return new FrameAccess(context, columns);
  }

  private constructor(context: FrameContext, columns: ColumnArguments) {
    this.#context = context;
    this.#columns = columns;
    this.#spelling = SparkSpelling.create(context.python, context.options);
  }

  subscript(node: SyntaxNode, scope: Scope): Value {
    const object = childOf(node, 'value');
    const indexes = node.children.filter(({ field }) => field === 'subscript');
    const indexed = this.#indexed(object, scope);
    const value = indexed ?? this.#context.evaluate(object, scope);
    const { frame, shape } = value;
    const index = indexed ? indexes[1] : indexes[0];
    if (indexed) {
      indexes.slice(0, 1).forEach(i => this.#context.evaluate(i, scope));
    }
    if (!frame || !index || shape === 'series') {
      indexes.forEach(i => this.#context.evaluate(i, scope));
      return frame ? { frame, shape: indexed ? 'table' : shape } : unknownValue;
    }
    if (shape === 'rows') {
      return { frame, shape: index.type === 'slice' ? 'rows' : 'row' };
    }
    return this.#index(node, index, value, frame, scope);
  }

  /** `frame["a"] = …` gives the column that is read as `a` another value. */
  assign(left: SyntaxNode, value: Value, scope: Scope) {
    const object = childOf(left, 'value');
    const target =
      this.#indexed(object, scope) ?? this.#context.evaluate(object, scope);
    const indexes = left.children.filter(({ field }) => field === 'subscript');
    if (target.frame) {
      const { frame } = target;
      const names = indexes.filter(({ type }) =>
        /^(?:string|list|tuple|identifier)$/.test(type),
      );
      names.forEach(index =>
        this.#columns.bindNames(index, frame, { kind: 'fixed' }, scope),
      );
      indexes
        .filter(index => !names.includes(index))
        .forEach(index => this.#context.evaluate(index, scope));
    } else {
      this.#context.escape(
        value,
        left,
        'The frame is put into something that is not followed',
      );
    }
  }

  attribute(
    node: SyntaxNode,
    name: SyntaxNode,
    value: Value,
    frame: Frame,
  ): Value {
    const { text } = this.#context.python;
    const written = text.slice(name.start, name.end);
    if (value.shape === 'series' || FACTS.test(written)) {
      return value.shape === 'series' || written === 'na'
        ? value
        : unknownValue;
    }
    if (WHOLE.test(written) || value.shape === 'rows') {
      this.#context.escape(
        { frame, shape: 'table' },
        node,
        `${written} has all columns of the frame`,
      );
      return unknownValue;
    }
    if (sparkStep(written) ?? pandasStep(written)) {
      return unknownValue;
    }
    const use = (role: ColumnRole) => {
      const { start, end } = name;
      const isPandas = frame.library === 'pandas' || value.shape === 'row';
      const spelling = isPandas
        ? {
            rename: (to: string, cause: string) => [
              { start, end, text: to, cause },
            ],
          }
        : this.#spelling.ofCall(node, { start, end, value: written }, role);
      this.#context.ledger.use({
        start,
        end,
        name: written,
        frame,
        ...spelling,
      });
    };
    return this.#columnValue(use, value, frame);
  }

  #index(
    node: SyntaxNode,
    index: SyntaxNode,
    value: Value,
    frame: Frame,
    scope: Scope,
  ): Value {
    const { python } = this.#context;
    const written = plainString(index, python.text);
    if (written && !written.value.includes('.')) {
      const { start, end } = written;
      const use = (role: ColumnRole) => {
        const isPandas = frame.library === 'pandas' || value.shape === 'row';
        const spelling = isPandas
          ? {
              rename: (to: string, cause: string) => [
                { start, end, text: to, cause },
              ],
            }
          : this.#spelling.ofCall(node, written, role);
        this.#context.ledger.use({
          start,
          end,
          name: written.value,
          frame,
          ...spelling,
        });
      };
      return this.#columnValue(use, value, frame);
    }
    if (value.shape === 'row') {
      this.#context.evaluate(index, scope);
      this.#context.escape(
        { frame, shape: 'table' },
        index,
        'A field of the row is read by its position',
      );
      return unknownValue;
    }
    const isNames = /^(?:list|tuple)$/.test(index.type);
    const isConstant = index.type === 'identifier' && this.#namesColumns(index);
    if (isNames || isConstant) {
      this.#columns.bindNames(
        index,
        frame,
        { kind: frame.library === 'pandas' ? 'value' : 'fixed' },
        scope,
      );
      const isOne = isConstant && resolveString(index, python) !== undefined;
      return isOne
        ? { frame, shape: 'series' }
        : { frame: { ...frame, projected: true }, shape: value.shape };
    }
    const chosen = this.#context.evaluate(index, scope);
    chosen.binders?.forEach(bind => bind(frame, { kind: 'value' }));
    const isMask =
      chosen.frame ||
      chosen.binders ||
      /^(?:slice|unary_operator|not_operator|comparison_operator|integer)$/.test(
        index.type,
      );
    if (!isMask) {
      this.#context.ledger.adaptAll(
        frame,
        index.start,
        'Which columns are read is not known here',
      );
    }
    return { frame, shape: value.shape };
  }

  /** `frame.loc`, whose second index names columns. */
  #indexed(object: SyntaxNode | undefined, scope: Scope): Value | undefined {
    const name = childOf(object, 'attribute');
    const { text } = this.#context.python;
    if (!name || !INDEXERS.test(text.slice(name.start, name.end))) {
      return undefined;
    }
    const value = this.#context.evaluate(childOf(object, 'object'), scope);
    return value.frame && value.shape === 'table' ? value : undefined;
  }

  #namesColumns({ start, end }: SyntaxNode): boolean {
    const { bindings, text } = this.#context.python;
    const value = bindings.valueOf(text.slice(start, end));
    return value !== undefined && /^(?:list|tuple|string)$/.test(value.type);
  }

  #columnValue(
    use: (role: ColumnRole) => void,
    value: Value,
    frame: Frame,
  ): Value {
    use({ kind: 'value' });
    if (value.shape === 'row') {
      return unknownValue;
    }
    if (frame.library === 'pandas') {
      return { frame, shape: value.shape === 'grouped' ? 'grouped' : 'series' };
    }
    return { binders: [(_, role) => use(role)] };
  }
}
