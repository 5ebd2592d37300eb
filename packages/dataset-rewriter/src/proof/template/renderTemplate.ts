import { readCalls, type RelationCall } from '../../dbt/findRelationCalls';
import type { PlannedMove } from '../../contract/planMoves';
import type { JinjaRegion } from '../../dbt/maskJinja';
import { evaluateExpression, type TemplateValue } from './evaluateExpression';
import { expandMacro } from './expandMacro';
import { parseTemplate, type TemplateNode } from './parseTemplate';

/** A template as the SQL that it prints. */
export interface RenderedTemplate {
  text: string;
  /** Relations by the identifier that stands for them. */
  relations: Map<string, RelationCall>;
  /** Where in the template an offset of the rendered text comes from. */
  toSource(offset: number): number;
  /** Conditions whose outcome the text does not tell. */
  conditions: Set<string>;
  /** Why what is printed is not known, as a sentence. */
  problem?: string;
}

/** Names of placeholders, the same for both sides of a patch. */
export class PlaceholderNames {
  readonly #names = new Map<string, string>();

  nameOf(source: string): string {
    const known = this.#names.get(source);
    const name = known ?? `skein_slot_${this.#names.size}_`;
    this.#names.set(source, name);
    return name;
  }

  has(name: string): boolean {
    return [...this.#names.values()].includes(name);
  }

  all(): string[] {
    return [...this.#names.values()];
  }
}

interface RenderTemplateOptions {
  text: string;
  moves: PlannedMove[];
  placeholders: PlaceholderNames;
  /** The outcome of each condition that the text does not tell; false when absent. */
  decisions: Map<string, boolean>;
}

const SILENT = /^(config|log|print|return|docs|do|set_\w+)\s*\(/;
const CALL = /^[\w.]+\s*\(/;
const MOST_PRINTED = 1_000_000;
/** Loops in each other may go on for ever, and print nothing. */
const MOST_STEPS = 100_000;

class TemplateRenderer {
  readonly #options: RenderTemplateOptions;
  readonly #relations = new Map<string, RelationCall>();
  readonly #conditions = new Set<string>();
  readonly #pieces: { at: number; source: number }[] = [];
  #text = '';
  #steps = 0;
  #problem?: string;

  constructor(options: RenderTemplateOptions) {
    this.#options = options;
  }

  result(): RenderedTemplate {
    const pieces = this.#pieces;
    return {
      text: this.#text,
      relations: this.#relations,
      conditions: this.#conditions,
      problem: this.#problem,
      toSource: offset => {
        const piece = pieces.findLast(({ at }) => at <= offset);
        return piece ? piece.source + offset - piece.at : offset;
      },
    };
  }

  render(nodes: TemplateNode[], variables: Map<string, TemplateValue>) {
    for (const node of nodes) {
      this.#steps += 1;
      if (this.#text.length > MOST_PRINTED || this.#steps > MOST_STEPS) {
        this.#leave('The template prints more than can be looked at.');
        return;
      }
      this.#renderNode(node, variables);
    }
  }

  #renderNode(node: TemplateNode, variables: Map<string, TemplateValue>) {
    switch (node.kind) {
      case 'text':
        this.#print(this.#options.text.slice(node.start, node.end), node.start);
        break;
      case 'print':
        this.#renderExpression(node.region, variables);
        break;
      case 'set': {
        const value = evaluateExpression(node.value, variables);
        if (value === undefined) {
          variables.delete(node.name);
        } else {
          variables.set(node.name, value);
        }
        break;
      }
      case 'if':
        this.#renderBranches(node.branches, variables);
        break;
      case 'for':
        this.#renderLoop(node, variables);
        break;
      default:
        this.#leave(
          `What {% ${firstWord(node.region.body)} %} does is not known.`,
        );
    }
  }

  #renderBranches(
    branches: { condition?: string; nodes: TemplateNode[] }[],
    variables: Map<string, TemplateValue>,
  ) {
    for (const { condition, nodes } of branches) {
      if (condition === undefined || this.#holds(condition, variables)) {
        this.render(nodes, variables);
        return;
      }
    }
  }

  #holds(condition: string, variables: Map<string, TemplateValue>): boolean {
    const { decisions } = this.#options;
    const known = new Map(variables);
    for (const call of condition.match(/[\w.]+\s*\([^()]*\)|target\.\w+/g) ??
      []) {
      if (evaluateExpression(call, variables) === undefined) {
        this.#conditions.add(call);
        known.set(call, decisions.get(call) ?? false);
      }
    }
    const value = evaluateExpression(condition, known);
    if (value === undefined) {
      this.#conditions.add(condition);
      return decisions.get(condition) ?? false;
    }
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  }

  #renderLoop(
    { name, list, nodes }: Extract<TemplateNode, { kind: 'for' }>,
    variables: Map<string, TemplateValue>,
  ) {
    const values = evaluateExpression(list, variables);
    if (!Array.isArray(values)) {
      this.#leave(`What the loop over ${list.trim()} prints is not known.`);
      return;
    }
    values.forEach((value, index) => {
      const inner = new Map(variables);
      inner.set(name, value);
      inner.set('loop.first', index === 0);
      inner.set('loop.last', index === values.length - 1);
      inner.set('loop.index', index + 1);
      inner.set('loop.index0', index);
      this.render(nodes, inner);
    });
  }

  #renderExpression(
    region: JinjaRegion,
    variables: Map<string, TemplateValue>,
  ) {
    const { text, moves, placeholders } = this.#options;
    const { body, start } = region;
    if (SILENT.test(body)) {
      return;
    }
    if (body === 'this') {
      this.#printRelation('skein_this', thisCall(region), start);
      return;
    }
    const [call] = readCalls(text, region, moves);
    if (call && text.slice(call.start, call.end) === body) {
      const key = [
        call.target === 'other' ? '' : call.target,
        ...namesOf(call),
      ];
      this.#printRelation(
        `skein_relation_${key.join('_').replace(/\W/g, '_')}`,
        call,
        start,
      );
      return;
    }
    const value = evaluateExpression(body, variables);
    if (value !== undefined && !Array.isArray(value)) {
      this.#print(String(value), start);
      return;
    }
    const expanded = expandMacro(body, part =>
      evaluateExpression(part, variables),
    );
    if (expanded !== undefined) {
      this.#print(expanded, start);
    } else if (CALL.test(body) && !/^(var|env_var)\s*\(/.test(body)) {
      this.#leave(
        `What the macro ${/^[\w.]+/.exec(body)?.[0]} prints is not known.`,
      );
    } else {
      this.#print(placeholders.nameOf(body), start);
    }
  }

  #printRelation(name: string, call: RelationCall, source: number) {
    this.#relations.set(name, call);
    this.#print(name, source);
  }

  #print(text: string, source: number) {
    this.#pieces.push({ at: this.#text.length, source });
    this.#text += text;
  }

  #leave(problem: string) {
    this.#problem ??= problem;
  }
}

/** Renders a template as far as its text alone tells what it prints. */
export function renderTemplate(
  options: RenderTemplateOptions,
): RenderedTemplate {
  const renderer = new TemplateRenderer(options);
  renderer.render(parseTemplate(options.text), new Map());
  return renderer.result();
}

function thisCall({ start, end }: JinjaRegion): RelationCall {
  return {
    start,
    end,
    target: 'this',
    arguments: [],
    name: 'skein_this',
    standsAlone: true,
  };
}

function namesOf({ arguments: list }: RelationCall): string[] {
  return list.map(({ keyword, value }) => `${keyword ? 'v' : ''}${value}`);
}

function firstWord(body: string): string {
  return /^\w+/.exec(body)?.[0] ?? body;
}
