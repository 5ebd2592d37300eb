import { boundAgentResult } from './boundAgentResult';

describe('boundAgentResult', () => {
  it('leaves what an agent says in good measure as it is', () => {
    const result = {
      findings: [
        {
          kind: 'unproved' as const,
          file: 'a.sql',
          line: 3,
          message: 'It is dynamic.',
        },
      ],
      notes: ['It went well.'],
      end: 'gaveUp' as const,
      reason: 'It is too hard.',
      prompts: [{ version: '1', hash: 'abc', text: 'Move it.\n' }],
      rounds: 3,
    };

    expect(boundAgentResult(result)).toEqual(result);
    expect(boundAgentResult({ findings: [], notes: [] })).toEqual({
      findings: [],
      notes: [],
    });
  });

  it('cuts what is too much, and takes out what a terminal would obey', () => {
    const long = '\u001b[31m'.repeat(10) + 'x'.repeat(1_000_000);
    const bound = boundAgentResult({
      findings: Array.from({ length: 10_000 }, () => ({
        kind: 'unproved' as const,
        file: long,
        message: long,
      })),
      notes: Array.from({ length: 10_000 }, () => long),
      reason: long,
      prompts: Array.from({ length: 100 }, () => ({
        version: long,
        hash: long,
        text: long,
      })),
      rounds: Number.NaN,
    });

    expect(bound.findings).toHaveLength(500);
    expect(bound.notes).toHaveLength(50);
    expect(bound.prompts).toHaveLength(20);
    expect(bound.rounds).toBe(0);
    expect(bound.reason).toMatch(/^x+\n\[…\]$/);
    expect(Buffer.byteLength(bound.reason!)).toBeLessThanOrEqual(1000);
    expect(JSON.stringify(bound).length).toBeLessThan(3_000_000);
  });
});
