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
      prompts: [
        { version: '1', hash: 'abc', text: 'Move it.\n', contextHash: 'def' },
      ],
      rounds: 3,
    };

    expect(boundAgentResult(result)).toEqual(result);
    expect(boundAgentResult({ findings: [], notes: [] })).toEqual({
      findings: [],
      notes: [],
    });
  });

  it('takes out secrets, also those that something invisible divides or that stand where the text is cut', () => {
    const token = `ghp_${'A1b2'.repeat(9)}`;
    const before = 'x '.repeat(24_990);
    const { notes, prompts } = boundAgentResult({
      findings: [],
      notes: [`It says ${token.slice(0, 9)}\u200b${token.slice(9)}`],
      prompts: [{ version: '1', hash: 'abc', text: `${before}${token}` }],
    });

    expect(notes).toEqual(['It says [redacted]']);
    expect(prompts?.[0].text).toContain('x [redacted]');
    expect(prompts?.[0].text).not.toContain('ghp_');
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
