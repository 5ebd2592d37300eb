/** A pattern for an expression of the contract whose columns may be qualified. */
export function expressionPattern(expression: string): string {
  return expression
    .split(/\{(\w+)\}/)
    .map((part, index) =>
      index % 2
        ? `(?:(?:[\\w\`"]+|\\$\\{TABLE\\})\\.)?[\`"]?${part}[\`"]?`
        : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
}
