/** `%s`, `%1$s` and `{name}` stand for values that come later: puts an identifier of the same length in their place. */
export function maskPlaceholders(
  text: string,
  interpolations: Set<string>,
): string {
  return text.replace(
    /%(?:\d\$)?[sd](?!\w)|(?<![{$])\{\w*\}(?!\})/g,
    placeholder => {
      const identifier = `q${interpolations.size.toString(36)}_`
        .padEnd(placeholder.length, 'x')
        .slice(0, placeholder.length);
      interpolations.add(identifier);
      return identifier;
    },
  );
}
