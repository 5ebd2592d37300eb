import { columnStrings } from '../frames/sparkMethods';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ColumnArguments } from './ColumnArguments';
import type { Argument, FrameContext } from './FrameContext';
import { plainString } from './plainString';
import type { Scope } from './Scope';
import { SparkSpelling } from './SparkSpelling';
import type { ColumnBinder, ColumnRole, Value } from './Value';

/** Expressions of columns that are not bound to a frame yet. */
export class SparkFunctions {
  readonly #context: FrameContext;
  readonly #columns: ColumnArguments;
  readonly #spelling: SparkSpelling;

  static create(
    context: FrameContext,
    columns: ColumnArguments,
  ): SparkFunctions {
    return new SparkFunctions(context, columns);
  }

  private constructor(context: FrameContext, columns: ColumnArguments) {
    this.#context = context;
    this.#columns = columns;
    this.#spelling = SparkSpelling.create(context.python, context.options);
  }

  /** A function of `pyspark.sql.functions`. */
  call(node: SyntaxNode, name: string, args: Argument[], scope: Scope): Value {
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

  /** What a window is partitioned and ordered by. */
  window(args: Argument[], before: ColumnBinder[], scope: Scope): Value {
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
  columnMethod(before: ColumnBinder[], args: Argument[], scope: Scope): Value {
    const binders = args
      .filter(({ value }) => !/string|integer/.test(value.type))
      .map(({ value }): ColumnBinder => {
        return (frame, role) =>
          this.#columns.bindExpression(value, frame, role, scope);
      });
    return { binders: [...before, ...binders] };
  }
}
