/** Text that is safe to stand in a page. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Content = Markup | string | number | undefined | Content[];

/**
 * Builds a page: everything put into the template is escaped unless it was built the same way.
 * @internal
 */
export function markup(
  strings: TemplateStringsArray,
  ...contents: Content[]
): Markup {
  return new Markup(
    strings.reduce(
      (page, part, index) => page + toText(contents[index - 1]) + part,
    ),
  );
}

function toText(content: Content): string {
  if (content instanceof Markup) {
    return content.toString();
  }
  if (Array.isArray(content)) {
    return content.map(toText).join('');
  }
  return escape(String(content ?? ''));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]);
}
