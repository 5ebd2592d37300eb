import type { OldReference, SourceFile } from '@skein/dataset-rewriter';
import type { Rewriter } from '../rewrite/Rewriter';

const OLD_NAME = 'analytics.user_activity_v1';
const NEW_NAME = 'core.user_activity';
const JUDGEMENT_FIELD = 'plan_tier';

/** A stand-in for the rewriter that replaces one word everywhere and leaves lines with a judgement field to a person. */
export const wordRewriter: Rewriter = {
  async rewrite({ files }) {
    return {
      files: files.filter(has(OLD_NAME)).map(file => ({
        path: file.path,
        before: file.content,
        after: encode(decode(file).replaceAll(OLD_NAME, NEW_NAME)),
        edits: placesOf(file, OLD_NAME).map(({ offset }) => ({
          start: offset,
          end: offset + OLD_NAME.length,
          text: NEW_NAME,
          cause: 'spec.datasets[0].from.names[0]',
        })),
      })),
      findings: files.flatMap(file =>
        placesOf(file, JUDGEMENT_FIELD).map(({ line, column, text }) => ({
          kind: 'judgement' as const,
          file: file.path,
          line,
          column,
          text,
          message: 'Tiers were merged; decide.',
        })),
      ),
      notes: [],
    };
  },
  async verifyRewrite({ files }) {
    const left: OldReference[] = files.flatMap(file =>
      placesOf(file, OLD_NAME).map(({ line, column, text }) => ({
        file: file.path,
        line,
        column,
        text,
        name: OLD_NAME,
      })),
    );
    return {
      parses: { status: 'proved', detail: 'Every changed file parses.' },
      noOldReference: {
        status: left.length > 0 ? 'failed' : 'proved',
        detail: `${left.length} references are left.`,
        left,
      },
    };
  },
  async proveRewrite({ changed }) {
    const queries = changed.map(({ path }) => ({
      file: path,
      line: 1,
      status: 'proved' as const,
      detail: 'It is as before.',
    }));
    const rung = { status: 'proved' as const, detail: 'All of it.', queries };
    return { binds: rung, sameResults: rung };
  },
};

function has(word: string) {
  return (file: SourceFile) => decode(file).includes(word);
}

function placesOf(file: SourceFile, word: string) {
  const content = decode(file);
  return [...content.matchAll(new RegExp(word, 'g'))].map(({ index }) => {
    const before = content.slice(0, index).split('\n');
    return {
      offset: index,
      line: before.length,
      column: before[before.length - 1].length + 1,
      text: content.split('\n')[before.length - 1],
    };
  });
}

function decode(file: SourceFile): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.content);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
