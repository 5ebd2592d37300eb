import { findSqlColumns } from '../frames/findSqlColumns';
import type { Frame } from '../frames/Frame';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { FrameContext } from './FrameContext';
import { maskLiteral } from './maskLiteral';
import { plainString, resolveString } from './plainString';
import type { Scope } from './Scope';
import { SparkSpelling } from './SparkSpelling';
import type { ColumnRole } from './Value';

const CONTAINERS = /^(?:list|tuple|set|parenthesized_expression|list_splat)$/;

/** Binds what stands in the arguments of a method to the columns of a frame. */
export class ColumnArguments {
  readonly #context: FrameContext;
  readonly #spelling: SparkSpelling;

  static create(context: FrameContext): ColumnArguments {
    return new ColumnArguments(context);
  }

  private constructor(context: FrameContext) {
    this.#context = context;
    this.#spelling = SparkSpelling.create(context.python, context.options);
  }

  /** Binds an argument in which a string is the name of a column. */
  bindNames(node: SyntaxNode, frame: Frame, role: ColumnRole, scope: Scope) {
    const { python, ledger } = this.#context;
    const { text, bindings } = python;
    const written = plainString(node, text);
    if (written) {
      this.bindString(node, frame, role);
    } else if (CONTAINERS.test(node.type)) {
      node.children
        .filter(({ isNamed }) => isNamed)
        .forEach(child => this.bindNames(child, frame, role, scope));
    } else if (node.type === 'dictionary') {
      this.#bindKeys(node, frame, role, scope);
    } else if (/^(?:string|concatenated_string)$/.test(node.type)) {
      ledger.adaptAll(
        frame,
        node.start,
        'The name of a column is put together here',
      );
    } else if (
      node.type === 'identifier' &&
      !scope.get(text.slice(node.start, node.end))?.binders
    ) {
      const value = bindings.valueOf(text.slice(node.start, node.end));
      const isData =
        value &&
        (resolveString(value, python) ||
          /^(?:list|tuple|integer|float|true|false|none)$/.test(value.type));
      if (value && isData) {
        this.bindNames(value, frame, { kind: 'fixed' }, scope);
      } else if (!scope.get(text.slice(node.start, node.end))?.frame) {
        ledger.adaptAll(
          frame,
          node.start,
          `What ${text.slice(node.start, node.end)} names is not known here`,
        );
      }
    } else if (/comprehension|generator/.test(node.type)) {
      this.#context.evaluate(node, scope);
      ledger.adaptAll(
        frame,
        node.start,
        'The columns are named by an expression that is not followed',
      );
    } else {
      this.bindExpression(node, frame, role, scope);
    }
  }

  /** Binds an argument in which a string is data. */
  bindExpression(
    node: SyntaxNode,
    frame: Frame,
    role: ColumnRole,
    scope: Scope,
  ) {
    const { python } = this.#context;
    const { binders } = this.#context.evaluate(node, scope);
    const bound = this.#roleOf(node, role, python.text);
    binders?.forEach(bind => bind(frame, bound));
  }

  /** Binds a literal that is the name of one column. */
  bindString(node: SyntaxNode, frame: Frame, role: ColumnRole) {
    const { python, ledger } = this.#context;
    const written = plainString(node, python.text);
    if (!written) {
      return;
    }
    const [name, ...path] = written.value.split('.').reverse();
    const spelling =
      role.kind === 'fixed' || path.length
        ? {}
        : this.#spelling.ofString(node, written, role, frame.library);
    const start = written.end - name.length;
    ledger.use({
      start,
      end: written.end,
      name,
      frame,
      isInRead: role.kind === 'value' && role.isInRead,
      ...spelling,
    });
  }

  /** Binds a string that is a condition or a column in SQL. */
  bindSql(node: SyntaxNode, frame: Frame, role: ColumnRole, scope: Scope) {
    const { python, options, ledger } = this.#context;
    if (!/^(?:string|concatenated_string)$/.test(node.type)) {
      if (node.type === 'identifier') {
        this.bindNames(node, frame, { kind: 'fixed' }, scope);
      } else {
        this.bindExpression(node, frame, role, scope);
      }
      return;
    }
    const masked = maskLiteral(node, python.text);
    const leading = /^\s*/.exec(masked.text)?.[0].length ?? 0;
    const { columns, problem } = findSqlColumns(
      masked.text.slice(leading),
      options.dialect,
    );
    const holes = new Set(masked.holes.map(({ identifier }) => identifier));
    const unknown =
      problem ??
      masked.problem ??
      (node.type === 'string' ? undefined : 'The text is put together');
    const open = columns.find(({ name }) => holes.has(name));
    if (unknown !== undefined) {
      ledger.adaptAll(frame, node.start, unknown.replace(/\.$/, ''));
      return;
    }
    if (open && !takesValue(masked.text, open.name)) {
      ledger.adaptAll(
        frame,
        node.start,
        'What is put into the text is not known',
      );
    }
    for (const column of columns) {
      const start = node.start + leading + column.start;
      const end = node.start + leading + column.end;
      const fixed =
        column.isQualified || (role.kind !== 'value' && !column.isWhole);
      const spelling = fixed
        ? {}
        : this.#spelling.ofSql({ ...column, start, end }, role);
      ledger.use({ start, end, name: column.name, frame, ...spelling });
    }
  }

  #bindKeys(node: SyntaxNode, frame: Frame, role: ColumnRole, scope: Scope) {
    for (const pair of node.children.filter(({ type }) => type === 'pair')) {
      const key = childOf(pair, 'key');
      const value = childOf(pair, 'value');
      if (key) {
        this.bindNames(key, frame, role, scope);
      }
      this.#context.evaluate(value, scope);
    }
    if (node.children.some(({ type }) => type === 'dictionary_splat')) {
      this.#context.ledger.adaptAll(
        frame,
        node.start,
        'The columns are named by a dictionary that is not followed',
      );
    }
  }

  /** Where the alias of an output belongs: behind a column, or behind casts of it. */
  #roleOf(node: SyntaxNode, role: ColumnRole, text: string): ColumnRole {
    if (role.kind !== 'output') {
      return role;
    }
    let at = node;
    for (;;) {
      const callee = childOf(at, 'function');
      const method = childOf(callee, 'attribute');
      const name = method && text.slice(method.start, method.end);
      const object = childOf(callee, 'object');
      if (name === 'alias' || name === 'name') {
        return { kind: 'value' };
      }
      if (object && /^(?:cast|astype)$/.test(name ?? '')) {
        at = object;
      } else {
        const called = name ?? (callee && text.slice(callee.start, callee.end));
        const isColumn =
          at.type === 'call'
            ? /^(?:col|column)$/.test(called ?? '')
            : /^(?:attribute|subscript)$/.test(at.type);
        return isColumn
          ? { kind: 'output', aliasAt: node.end }
          : { kind: 'fixed' };
      }
    }
  }
}

/** Whether what is put into a condition is compared with something, or stands in quotes. */
function takesValue(text: string, name: string): boolean {
  return new RegExp(
    `(?:[=<>]|\\b(?:like|between|and|limit))\\s*${name}`,
    'i',
  ).test(text);
}
