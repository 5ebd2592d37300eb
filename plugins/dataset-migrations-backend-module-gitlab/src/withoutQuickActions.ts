/**
 * A text in which GitLab finds nothing to do. It takes a line such as `/merge` for a command, and would carry it out in the
 * name of Skein, also where the words are those of a repository; with a backslash it reads the same and is only text.
 */
export function withoutQuickActions(text: string): string {
  return text.replace(/^([\s>]*)\/(?=\w)/gm, '$1\\/');
}
