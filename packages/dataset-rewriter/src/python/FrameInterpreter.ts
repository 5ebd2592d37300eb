import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { Evaluator } from './Evaluator';
import { checkTime } from '../workers/withinTime';
import type { ParsedPython } from './parsePython';
import { Scope } from './Scope';
import { mergeValues, sameValue, unknownValue } from './Value';

const BRANCHES = /^(?:if|try|match)_statement$/;
const LOOPS = /^(?:for|while)_statement$/;
const CLAUSE = /^(?:elif|else|except|except_group|finally|case)_clause$/;

/** Loops and branches in each other are gone through again and again; so many statements are looked at in all. */
const MOST_VISITS = 100_000;

/** Goes through the statements of a program once. */
export class FrameInterpreter {
  readonly #evaluator: Evaluator;
  readonly #text: string;
  readonly #path: string;
  readonly #root: SyntaxNode;
  #isStable = true;
  #visits = 0;

  static create(
    evaluator: Evaluator,
    python: ParsedPython,
    path: string,
  ): FrameInterpreter {
    return new FrameInterpreter(evaluator, python, path);
  }

  private constructor(
    evaluator: Evaluator,
    { root, text }: ParsedPython,
    path: string,
  ) {
    this.#evaluator = evaluator;
    this.#text = text;
    this.#path = path;
    this.#root = root;
  }

  /** Whether the program was not looked at to its end. */
  get isTooInvolved(): boolean {
    return this.#visits > MOST_VISITS;
  }

  /** Gives whether another round would say the same. */
  run(): boolean {
    this.#runBody(this.#root, Scope.create());
    return this.#isStable && !this.#evaluator.hasNewCalls;
  }

  #runBody(body: SyntaxNode, scope: Scope) {
    this.#runAll(body.children, scope);
    for (const definition of scope.functions) {
      this.#runFunction(definition, scope);
    }
  }

  #runAll(nodes: SyntaxNode[], scope: Scope) {
    nodes.forEach(node => this.#run(node, scope));
  }

  #run(node: SyntaxNode, scope: Scope) {
    if (!node.isNamed) {
      return;
    }
    this.#visits += 1;
    if (this.isTooInvolved) {
      return;
    }
    checkTime();
    if (BRANCHES.test(node.type)) {
      this.#runBranches(node, scope);
    } else if (LOOPS.test(node.type)) {
      this.#runLoop(node, scope);
    } else if (node.type === 'function_definition') {
      this.#define(node, scope);
    } else if (node.type === 'decorated_definition') {
      this.#run(childOf(node, 'definition') ?? node.children[0], scope);
    } else if (node.type === 'class_definition') {
      const body = childOf(node, 'body');
      if (body) {
        this.#runBody(body, Scope.create(scope, scope.owner));
      }
    } else if (node.type === 'with_statement') {
      this.#runAll(node.children, scope);
    } else if (
      /^(?:block|with_clause|with_item)$/.test(node.type) ||
      CLAUSE.test(node.type)
    ) {
      this.#runAll(node.children, scope);
    } else if (node.type === 'return_statement') {
      this.#return(node, scope);
    } else if (node.type === 'expression_statement') {
      node.children
        .filter(({ isNamed }) => isNamed)
        .forEach(child => this.#evaluator.evaluate(child, scope));
    } else if (
      !/^(?:import|future_import|comment|global|nonlocal|pass|break|continue)/.test(
        node.type,
      )
    ) {
      for (const child of node.children.filter(({ isNamed }) => isNamed)) {
        const value = this.#evaluator.evaluate(child, scope);
        if (!/^(?:delete|assert)_statement|as_pattern$/.test(node.type)) {
          this.#evaluator.escape(
            value,
            child,
            'The frame goes where it is not followed',
          );
        }
      }
      if (node.type === 'as_pattern') {
        this.#evaluator.evaluate(node, scope);
      }
    }
  }

  #runBranches(node: SyntaxNode, scope: Scope) {
    const clauses = node.children.filter(({ type }) => CLAUSE.test(type));
    const rest = node.children.filter(c => !clauses.includes(c) && c.isNamed);
    const bodies = rest.filter(({ type }) => type === 'block');
    rest
      .filter(({ type }) => type !== 'block')
      .forEach(child => this.#evaluator.evaluate(child, scope));
    const hasElse = clauses.some(({ type }) => type === 'else_clause');
    scope.runEither([
      () => this.#runAll(bodies, scope),
      ...clauses.map(clause => () => {
        if (node.type === 'try_statement') {
          scope.runEither([() => this.#runAll(bodies, scope), () => {}]);
        }
        this.#runAll(clause.children, scope);
      }),
      ...(hasElse && node.type === 'if_statement' ? [] : [() => {}]),
    ]);
  }

  #runLoop(node: SyntaxNode, scope: Scope) {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    const iterated = this.#evaluator.evaluate(
      right ?? childOf(node, 'condition'),
      scope,
    );
    const body = () => {
      if (left) {
        this.#evaluator.bindLoop(left, iterated, scope);
      }
      this.#runAll(
        node.children.filter(
          ({ type }) => type === 'block' || CLAUSE.test(type),
        ),
        scope,
      );
    };
    scope.runEither([
      () => {
        scope.runEither([body, () => {}]);
        body();
      },
      () => {},
    ]);
  }

  #define(node: SyntaxNode, scope: Scope) {
    const name = childOf(node, 'name');
    if (name) {
      const callee =
        node.parent?.type === 'decorated_definition' ? undefined : node;
      scope.set(this.#textOf(name), { callee });
    }
    scope.functions.push(node);
  }

  #runFunction(definition: SyntaxNode, outer: Scope) {
    const scope = Scope.create(outer, definition);
    const values = this.#evaluator.context.calls.parameters.get(
      definition.start,
    );
    const parameters = childOf(definition, 'parameters')?.children ?? [];
    for (const parameter of parameters) {
      const name =
        childOf(parameter, 'name') ??
        parameter.children.find(c => c.type === 'identifier') ??
        parameter;
      if (name.type === 'identifier') {
        const key = this.#textOf(name);
        scope.set(key, values?.get(key) ?? unknownValue);
      }
    }
    const body = childOf(definition, 'body');
    if (body) {
      this.#runBody(body, scope);
    }
  }

  #return(node: SyntaxNode, scope: Scope) {
    const { owner } = scope;
    const [result] = node.children.filter(({ isNamed }) => isNamed);
    if (!result) {
      return;
    }
    const value = this.#evaluator.evaluate(result, scope);
    if (!owner || !this.#isOnlyCalledHere(owner)) {
      this.#evaluator.escape(
        value,
        result,
        'The frame is returned, and who gets it is not known',
      );
      return;
    }
    const { returns } = this.#evaluator.context.calls;
    const before = returns.get(owner.start);
    const now = before ? mergeValues(before, value) : value;
    if (!sameValue(before, now)) {
      this.#isStable = false;
    }
    returns.set(owner.start, now);
  }

  /** Nobody imports from a notebook, nor what begins with an underscore or is defined inside of a function. */
  #isOnlyCalledHere(definition: SyntaxNode): boolean {
    const name = childOf(definition, 'name');
    const inner = definition.parent?.parent;
    return (
      definition.parent?.type !== 'decorated_definition' &&
      (this.#path.endsWith('.ipynb') ||
        (name !== undefined && this.#textOf(name).startsWith('_')) ||
        inner?.type === 'function_definition')
    );
  }

  #textOf({ start, end }: SyntaxNode): string {
    return this.#text.slice(start, end);
  }
}
