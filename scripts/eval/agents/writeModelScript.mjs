/** What a model would have to say for the result that is known: one edit of each file, and an end. */
export function writeModelScript({ before, expected }) {
  return {
    rules: [
      {
        when: { toolResults: 0 },
        answer: {
          calls: [...expected]
            .filter(([file, text]) => before.has(file) && text !== undefined)
            .map(([file, text]) => ({
              tool: '^edit$',
              arguments: { path: file, before: before.get(file), after: text },
            })),
        },
      },
      { answer: { text: 'Moved.' } },
    ],
  };
}
