import type { MentionFinder } from '../files/findMentions';
import type { Issue } from '../sql/resolve/uses';
import type { DbtProject } from './DbtProjects';
import type { JinjaRegion } from './maskJinja';
import type { ParsedTemplate } from './parseTemplate';

/** Whether a region configures the model; its arguments speak of the model's own columns, which keep their names. */
export function isConfig({ body }: JinjaRegion): boolean {
  return /^config\s*\(/.test(body);
}

/** What stands outside of strings: words of the template's own language, whose names say nothing of columns. */
const BARE = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^'"]+/g;

interface FindTemplateIssuesOptions {
  text: string;
  template: ParsedTemplate;
  mentions: MentionFinder;
  project?: DbtProject;
}

/**
 * Why no query of a text can be proved: a template that names a changed column, or a branch that is not looked at and
 * names anything old, may put it anywhere.
 */
export function findTemplateIssues({
  text,
  template: { regions, unseen, ways, problem },
  mentions,
  project,
}: FindTemplateIssuesOptions): Issue[] {
  const isRead = (region: JinjaRegion) =>
    problem === undefined &&
    ways.every(
      ({ jinja: { columns, hidden } }) =>
        columns.includes(region) ||
        hidden.some(
          ({ start, end }) => start <= region.start && region.end <= end,
        ),
    );
  const templates = regions.filter(
    region => region.kind !== 'comment' && !isConfig(region) && !isRead(region),
  );
  const named = [...templates, ...unseen].flatMap(({ start, end }, index) => {
    const part = text.slice(start, end);
    const isTemplate = index < templates.length;
    const spoken = isTemplate ? part.replace(BARE, blank) : part;
    const names = isTemplate ? [] : mentions.findNames(part);
    return [...mentions.findColumns(spoken), ...names]
      .slice(0, 1)
      .map(mention => ({
        kind: 'unproved' as const,
        start: start + mention.start,
        message: `The template names ${mention.name}, and where it puts it is not known before it runs. Migrate the query by hand.`,
      }));
  });
  const called = templates.flatMap(({ start, kind, body }) => {
    const message = /^(?:end)?macro\b/.test(body)
      ? undefined
      : project?.macros.findProblem(body, mentions);
    return message === undefined || kind === 'comment'
      ? []
      : [{ kind: 'unproved' as const, start, message }];
  });
  return [...named, ...called];
}

function blank(part: string): string {
  return /^['"]/.test(part) ? part : ' '.repeat(part.length);
}
