import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import { mergeValues, type Value } from './Value';

/** The variables of a module or a function, at one point of its run. */
export class Scope {
  readonly parent?: Scope;
  /** The function whose variables they are; absent for a module. */
  readonly owner?: SyntaxNode;
  /** Functions that are defined here, whose bodies are looked at when all variables are known. */
  readonly functions: SyntaxNode[] = [];
  #values = new Map<string, Value>();
  readonly #all = new Map<string, Value>();

  static create(parent?: Scope, owner?: SyntaxNode): Scope {
    return new Scope(parent, owner);
  }

  private constructor(parent?: Scope, owner?: SyntaxNode) {
    this.parent = parent;
    this.owner = owner;
  }

  set(name: string, value: Value) {
    this.#values.set(name, value);
    const before = this.#all.get(name);
    this.#all.set(name, before ? mergeValues(before, value) : value);
  }

  /** A variable of an outer function may have any of the values that it ever gets. */
  get(name: string): Value | undefined {
    return this.#values.get(name) ?? this.parent?.getEver(name);
  }

  getEver(name: string): Value | undefined {
    return this.#all.get(name) ?? this.parent?.getEver(name);
  }

  /** Runs parts of which only one runs, or none; afterwards a variable has the value of any of them. */
  runEither(parts: (() => void)[]) {
    const before = this.#values;
    const ends = parts.map(part => {
      this.#values = new Map(before);
      part();
      return this.#values;
    });
    const merged = new Map<string, Value>();
    for (const end of ends) {
      for (const [name, value] of end) {
        const other = merged.get(name);
        merged.set(name, other ? mergeValues(other, value) : value);
      }
    }
    this.#values = merged;
  }
}
