/** Text that is safe to stand in a page. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Content = Html | string | number | undefined | Content[];

/**
 * Builds a page: everything put into the template is escaped unless it was built the same way.
 * @internal
 */
export function html(
  strings: TemplateStringsArray,
  ...contents: Content[]
): Html {
  return new Html(
    strings.reduce(
      (page, part, index) => page + toText(contents[index - 1]) + part,
    ),
  );
}

function toText(content: Content): string {
  if (content instanceof Html) {
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
