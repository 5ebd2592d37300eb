import type { SessionUpdate } from '@agentclientprotocol/sdk';
import { InMemorySessionLog } from '../../tests/InMemorySessionLog';
import { AcpTranscript } from './AcpTranscript';

function transcribe(...updates: SessionUpdate[]) {
  const log = new InMemorySessionLog();
  const transcript = new AcpTranscript(log);
  updates.forEach(update => transcript.add(update));
  transcript.end();
  return log.events;
}

const says = (text: string): SessionUpdate => ({
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text },
});
const thinks = (text: string): SessionUpdate => ({
  sessionUpdate: 'agent_thought_chunk',
  content: { type: 'text', text },
});

describe('AcpTranscript', () => {
  it('puts together what is said in one go, so that no secret in it is divided', () => {
    expect(
      transcribe(thinks('Hm'), thinks('…'), says('sk-live-'), says('0123')),
    ).toEqual([
      { kind: 'thought', text: 'Hm…' },
      { kind: 'message', text: 'sk-live-0123' },
    ]);
  });

  it('stops to collect what is said without an end', () => {
    const [event] = transcribe(
      ...Array.from({ length: 100 }, () => says('x'.repeat(10_000))),
    );

    expect(event).toMatchObject({ kind: 'message' });
    expect('text' in event && event.text.length).toBeLessThan(80_000);
  });

  it('records a call once, when it is known with what, and its result', () => {
    expect(
      transcribe(
        says('I edit.'),
        {
          sessionUpdate: 'tool_call',
          toolCallId: '1',
          title: 'Edit job.py',
          kind: 'edit',
          status: 'pending',
          rawInput: {},
        },
        {
          sessionUpdate: 'tool_call_update',
          toolCallId: '1',
          status: 'in_progress',
          rawInput: { path: 'job.py' },
        },
        {
          sessionUpdate: 'tool_call_update',
          toolCallId: '1',
          status: 'completed',
          content: [
            { type: 'content', content: { type: 'text', text: 'Edited' } },
            { type: 'diff', path: 'job.py', newText: 'a = 2\n' },
          ],
        },
      ),
    ).toEqual([
      { kind: 'message', text: 'I edit.' },
      {
        kind: 'toolCall',
        tool: 'edit',
        callId: '1',
        text: 'Edit job.py\n{"path":"job.py"}',
      },
      {
        kind: 'toolResult',
        tool: 'edit',
        callId: '1',
        text: 'Edited\njob.py\na = 2\n',
        failed: false,
      },
    ]);
  });

  it('records a call that is over at once, and what has failed', () => {
    expect(
      transcribe({
        sessionUpdate: 'tool_call',
        toolCallId: '2',
        title: 'Run tests',
        name: 'bash',
        kind: 'execute',
        status: 'failed',
        rawOutput: { exitCode: 1 },
      }),
    ).toEqual([
      { kind: 'toolCall', tool: 'bash', callId: '2', text: 'Run tests' },
      {
        kind: 'toolResult',
        tool: 'bash',
        callId: '2',
        text: '{"exitCode":1}',
        failed: true,
      },
    ]);
  });

  it('leaves out what says nothing of the work', () => {
    expect(
      transcribe({ sessionUpdate: 'current_mode_update', currentModeId: 'x' }),
    ).toEqual([]);
  });
});
