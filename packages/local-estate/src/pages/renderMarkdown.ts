import MarkdownIt from 'markdown-it';
import { Markup } from './markup';

const TASK = /^\[([ x])\] /;

/** As a code host shows text: no HTML of its author, tables, bare addresses as links. */
const markdown = new MarkdownIt({ html: false, linkify: true });

/** Boxes of a task list are shown, and cannot be ticked here. */
markdown.renderer.rules.text = (tokens, index) => {
  const { content } = tokens[index];
  const text = markdown.utils.escapeHtml(content.replace(TASK, ''));
  const box = TASK.exec(content)?.[1];
  return box === undefined ? text : `${box === 'x' ? '☑' : '☐'} ${text}`;
};

/**
 * Shows text in Markdown; comments for machines and `<sub>` do not show, as on GitHub.
 * @internal
 */
export function renderMarkdown(text: string): Markup {
  return new Markup(
    markdown.render(text.replace(/<!--[^]*?-->|<\/?sub>/g, '')),
  );
}
