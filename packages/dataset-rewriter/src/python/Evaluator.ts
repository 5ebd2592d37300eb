import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import { CallEvaluator } from './CallEvaluator';
import type { FrameContext } from './FrameContext';
import { Scope } from './Scope';
import { checkTime } from '../workers/withinTime';
import { unknownValue, type ColumnBinder, type Value } from './Value';

const COMBINES =
  /^(?:binary_operator|comparison_operator|boolean_operator|unary_operator|not_operator)$/;
const COLLECTS =
  /^(?:list|tuple|set|dictionary|expression_list|list_splat|dictionary_splat|pair|interpolation|string|concatenated_string|slice|yield)$/;

/** Finds out what expressions are to the frames of a program. */
export class Evaluator {
  readonly context: FrameContext;
  readonly #calls: CallEvaluator;

  static create(shared: Omit<FrameContext, 'evaluate' | 'escape'>): Evaluator {
    return new Evaluator(shared);
  }

  private constructor(shared: Omit<FrameContext, 'evaluate' | 'escape'>) {
    this.context = {
      ...shared,
      evaluate: (node, scope) => this.evaluate(node, scope),
      escape: (value, node, message) => this.escape(value, node, message),
    };
    this.#calls = CallEvaluator.create(this.context);
  }

  /** Whether functions were called with other frames than in the round before. */
  get hasNewCalls(): boolean {
    return this.#calls.hasNewCalls;
  }

  /** Notes that a value goes where it is not followed. */
  escape({ frame, shape }: Value, { start }: SyntaxNode, message: string) {
    if (!frame) {
      return;
    }
    if (shape === 'series') {
      this.context.ledger.adapt(frame.reads, start, message);
    } else {
      this.context.ledger.escape(frame, start, message);
    }
  }

  evaluate(node: SyntaxNode | undefined, scope: Scope): Value {
    if (!node) {
      return unknownValue;
    }
    checkTime();
    const { type } = node;
    if (type === 'identifier') {
      return scope.get(this.#textOf(node)) ?? unknownValue;
    }
    if (type === 'call') {
      return this.#calls.evaluateCall(node, scope);
    }
    if (type === 'attribute') {
      return this.#attribute(node, scope);
    }
    if (type === 'subscript') {
      return this.#calls.evaluateSubscript(node, scope);
    }
    if (type === 'assignment' || type === 'augmented_assignment') {
      return this.#assign(node, scope);
    }
    if (type === 'named_expression') {
      const value = this.evaluate(childOf(node, 'value'), scope);
      const name = childOf(node, 'name');
      if (name) {
        scope.set(this.#textOf(name), value);
      }
      return value;
    }
    if (/^(?:parenthesized_expression|await)$/.test(type)) {
      return this.evaluate(
        node.children.find(c => c.isNamed && c.type !== 'comment'),
        scope,
      );
    }
    if (type === 'as_pattern') {
      return this.#bindPattern(node, scope);
    }
    if (type === 'lambda') {
      return this.evaluate(childOf(node, 'body'), Scope.create(scope, node));
    }
    if (COMBINES.test(type)) {
      return this.#combine(node, scope);
    }
    if (/comprehension|generator/.test(type)) {
      return this.#comprehension(node, scope);
    }
    if (type === 'conditional_expression') {
      return this.#combine(node, scope);
    }
    const parts = node.children.filter(({ isNamed }) => isNamed);
    for (const part of parts) {
      const value = this.evaluate(part, scope);
      if (COLLECTS.test(type)) {
        this.escape(
          value,
          part,
          'The frame is put into something that is not followed',
        );
      }
    }
    return unknownValue;
  }

  /** Gives the variables of a loop what is iterated over. */
  bindLoop(left: SyntaxNode, iterated: Value, scope: Scope) {
    const names =
      left.type === 'identifier'
        ? [left]
        : left.children.filter(({ isNamed }) => isNamed);
    names.forEach((name, index) => {
      const isRow = iterated.shape === 'rows' && index === names.length - 1;
      if (name.type === 'identifier') {
        scope.set(
          this.#textOf(name),
          isRow ? { frame: iterated.frame, shape: 'row' } : unknownValue,
        );
      }
    });
    if (
      iterated.frame &&
      iterated.shape !== 'rows' &&
      iterated.shape !== 'series'
    ) {
      this.escape(iterated, left, 'The parts of the frame are iterated over');
    }
  }

  #assign(node: SyntaxNode, scope: Scope): Value {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    if (!left || !right) {
      return unknownValue;
    }
    if (left.type === 'pattern_list' && right.type === 'expression_list') {
      const targets = left.children.filter(({ isNamed }) => isNamed);
      const values = right.children
        .filter(({ isNamed }) => isNamed)
        .map(part => this.evaluate(part, scope));
      targets.forEach((target, index) =>
        this.#assignTo(target, values[index] ?? unknownValue, right, scope),
      );
      return unknownValue;
    }
    const value = this.evaluate(right, scope);
    if (node.type === 'augmented_assignment' && left.type === 'identifier') {
      const before = scope.get(this.#textOf(left));
      const binders = together([before?.binders, value.binders]);
      scope.set(this.#textOf(left), {
        ...before,
        ...(binders.length ? { binders } : {}),
      });
      return unknownValue;
    }
    this.#assignTo(left, value, right, scope);
    return value;
  }

  #assignTo(left: SyntaxNode, value: Value, right: SyntaxNode, scope: Scope) {
    if (left.type === 'identifier') {
      scope.set(this.#textOf(left), value);
    } else if (left.type === 'subscript') {
      this.#calls.assignSubscript(left, value, scope);
    } else if (left.type === 'attribute') {
      const object = childOf(left, 'object');
      const target = this.evaluate(object, scope);
      this.escape(target, left, 'An attribute of the frame is set');
      this.escape(
        value,
        right,
        'The frame is put into an attribute, which others may read',
      );
    } else {
      this.escape(value, right, 'The parts of the frame are taken apart');
      left.children
        .filter(({ type }) => type === 'identifier')
        .forEach(name => scope.set(this.#textOf(name), unknownValue));
    }
  }

  #attribute(node: SyntaxNode, scope: Scope): Value {
    const object = childOf(node, 'object');
    const name = childOf(node, 'attribute');
    if (!object || !name) {
      return unknownValue;
    }
    const value = this.evaluate(object, scope);
    if (this.#textOf(name) === 'read' && !value.frame) {
      return { reader: {} };
    }
    return value.frame
      ? this.#calls.evaluateAttribute(node, name, value, value.frame)
      : { reader: value.reader };
  }

  #combine(node: SyntaxNode, scope: Scope): Value {
    const values = node.children
      .filter(({ isNamed }) => isNamed)
      .map(part => ({ part, value: this.evaluate(part, scope) }));
    const binders = together(values.map(({ value }) => value.binders));
    const framed = values.find(({ value }) => value.frame);
    for (const { part, value } of values) {
      if (value.frame && value.shape !== 'series' && value.shape !== 'row') {
        this.escape(value, part, 'The frame is part of an expression');
      }
    }
    return {
      ...(binders.length ? { binders } : {}),
      ...(framed?.value.shape === 'series'
        ? { frame: framed.value.frame, shape: 'series' }
        : {}),
    };
  }

  #comprehension(node: SyntaxNode, scope: Scope): Value {
    const inner = Scope.create(scope, node);
    for (const clause of node.children.filter(
      c => c.type === 'for_in_clause',
    )) {
      const left = childOf(clause, 'left');
      const iterated = this.evaluate(childOf(clause, 'right'), inner);
      if (left) {
        this.bindLoop(left, iterated, inner);
      }
    }
    node.children
      .filter(({ isNamed, type }) => isNamed && type !== 'for_in_clause')
      .forEach(part => {
        const value = this.evaluate(part, inner);
        this.escape(
          value,
          part,
          'The frame is put into something that is not followed',
        );
      });
    return unknownValue;
  }

  #bindPattern(node: SyntaxNode, scope: Scope): Value {
    const [first, target] = node.children.filter(({ isNamed }) => isNamed);
    const value = this.evaluate(first, scope);
    const name = target?.children.find(({ type }) => type === 'identifier');
    if (name) {
      scope.set(this.#textOf(name), value);
    }
    return value;
  }

  #textOf({ start, end }: SyntaxNode): string {
    return this.context.python.text.slice(start, end);
  }
}

/** Each once: what is added to itself names no more columns than before. */
function together(lists: (ColumnBinder[] | undefined)[]): ColumnBinder[] {
  return [...new Set(lists.flatMap(list => list ?? []))];
}
