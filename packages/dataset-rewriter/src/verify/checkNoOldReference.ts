import { analyzeFiles } from '../analyzeFiles';
import { createLocator } from '../findings/locate';
import type {
  OldReference,
  RewriteEvidence,
  VerifyRewriteOptions,
} from '../types';

/** Resolves all files again: what still names the old dataset or a changed column has to be among the findings. */
export async function checkNoOldReference({
  contract,
  files,
  findings,
}: VerifyRewriteOptions): Promise<RewriteEvidence['noOldReference']> {
  const {
    files: analyzed,
    moved,
    unreadable,
  } = await analyzeFiles({ contract, files });
  const listed = new Set(findings.map(({ file, line }) => `${file}:${line}`));
  const remaining = analyzed.flatMap(({ path, text, ...found }) => {
    const locate = createLocator(text);
    return [
      ...found.references,
      ...found.drafts.map(({ start, field }) => ({ start, name: field ?? '' })),
      ...found.edits.map(({ start, end }) => ({
        start,
        name: text.slice(start, end),
      })),
    ].map(
      ({ start, name }): OldReference => ({
        file: path,
        ...locate(start),
        name,
      }),
    );
  });
  const hidden = unreadable.map(
    ({ file, message }): OldReference => ({
      file,
      line: 1,
      column: 1,
      text: message,
      name: '',
    }),
  );
  const definitions = moved.map(
    ({ path, model }): OldReference => ({
      file: path,
      line: 1,
      column: 1,
      text: '',
      name: model,
    }),
  );
  const left = withoutRepeats([
    ...[...remaining, ...definitions].filter(
      ({ file, line }) => !listed.has(`${file}:${line}`),
    ),
    ...hidden.filter(({ file }) => !findings.some(f => f.file === file)),
  ]);
  if (left.length) {
    const [{ file, line, name }] = left;
    return {
      status: 'failed',
      detail: `${left.length} old references are left and not listed, the first at ${file}:${line} (${name})`,
      left,
    };
  }
  const onPurpose = findings.length;
  return {
    status: 'proved',
    detail: onPurpose
      ? `No old reference is left but for the ${onPurpose} places that are listed`
      : 'No old reference is left',
    left,
  };
}

function withoutRepeats(left: OldReference[]): OldReference[] {
  const seen = new Set<string>();
  return left.filter(({ file, line, name }) => {
    const key = `${file}:${line}:${name}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
