import { findRegions, type JinjaRegion } from '../../dbt/maskJinja';

/** A part of a template. */
export type TemplateNode =
  | { kind: 'text'; start: number; end: number }
  | { kind: 'print'; region: JinjaRegion }
  | { kind: 'set'; name: string; value: string }
  | { kind: 'if'; branches: { condition?: string; nodes: TemplateNode[] }[] }
  | { kind: 'for'; name: string; list: string; nodes: TemplateNode[] }
  | { kind: 'unknown'; region: JinjaRegion };

/** Tags that only wrap what they hold. */
const TRANSPARENT = /^(snapshot|endsnapshot|block|endblock|raw|endraw)\b/;
const SET = /^set\s+(\w+)\s*=\s*(.+)$/s;
const FOR = /^for\s+(\w+)\s+in\s+(.+)$/s;

class TemplateReader {
  readonly #text: string;
  readonly #regions: JinjaRegion[];
  #next = 0;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#regions = findRegions(text);
  }

  readAll(): TemplateNode[] {
    const nodes = this.#readUntil(/^$/);
    return [...nodes, ...this.#textUntil(this.#text.length)];
  }

  #readUntil(end: RegExp): TemplateNode[] {
    const nodes: TemplateNode[] = [];
    while (this.#next < this.#regions.length) {
      const region = this.#regions[this.#next];
      nodes.push(...this.#textUntil(region.start));
      if (region.kind === 'statement' && end.test(region.body)) {
        return nodes;
      }
      this.#next += 1;
      this.#position = region.end;
      nodes.push(...this.#readRegion(region));
    }
    return nodes;
  }

  #readRegion(region: JinjaRegion): TemplateNode[] {
    if (region.kind === 'comment' || TRANSPARENT.test(region.body)) {
      return [];
    }
    if (region.kind === 'expression') {
      return [{ kind: 'print', region }];
    }
    const set = SET.exec(region.body);
    if (set) {
      return [{ kind: 'set', name: set[1], value: set[2] }];
    }
    const loop = FOR.exec(region.body);
    if (loop) {
      const nodes = this.#readUntil(/^endfor\b/);
      this.#pass();
      return [{ kind: 'for', name: loop[1], list: loop[2], nodes }];
    }
    return /^if\b/.test(region.body)
      ? [this.#readBranches(region)]
      : [{ kind: 'unknown', region }];
  }

  #readBranches(first: JinjaRegion): TemplateNode {
    const branches: { condition?: string; nodes: TemplateNode[] }[] = [];
    let condition: string | undefined = first.body.slice(2).trim();
    for (;;) {
      const nodes = this.#readUntil(/^(elif|else|endif)\b/);
      branches.push({ condition, nodes });
      const body = this.#pass()?.body ?? 'endif';
      if (body.startsWith('endif')) {
        return { kind: 'if', branches };
      }
      condition = body.startsWith('elif') ? body.slice(4).trim() : undefined;
    }
  }

  #pass(): JinjaRegion | undefined {
    const region: JinjaRegion | undefined = this.#regions[this.#next];
    if (region) {
      this.#next += 1;
      this.#position = region.end;
    }
    return region;
  }

  #textUntil(end: number): TemplateNode[] {
    const start = this.#position;
    this.#position = Math.max(start, end);
    return end > start ? [{ kind: 'text', start, end }] : [];
  }
}

/** Reads a template as a tree of its branches and loops. */
export function parseTemplate(text: string): TemplateNode[] {
  const reader = new TemplateReader(text);
  return reader.readAll();
}
