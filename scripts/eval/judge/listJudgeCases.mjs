import { loadSuite } from '../agents/loadSuite.mjs';
import { loadRewriterPart } from '../loadParts.mjs';
import { diffTexts } from './diffTexts.mjs';
import { mutateBeyond, OVERREACH_CLASSES } from './overreach.mjs';

/** Good patches stand beside the classes of faults. */
export const RIGHT = 'nothing wrong';

/**
 * Diffs of which is known whether they are right: each right patch of the project, and the same with one fault, be it wrong or
 * more than was asked. A fault that leaves no diff at all is none for a judge.
 */
export async function listJudgeCases({ root, most, choosePatches }) {
  const { readEstatePatches, readProofPatches } = loadRewriterPart(
    'proof/mutations/readRightPatches',
  );
  const { MUTATION_CLASSES, mutatePatch } = loadRewriterPart(
    'proof/mutations/mutatePatch',
  );
  const patches = choosePatches([
    ...(await readEstatePatches(root)),
    ...readProofPatches(root),
    ...(await readAgentPatches()),
  ]);
  const candidates = patches.flatMap(patch => [
    { kind: RIGHT, what: '', patch, files: patch.files },
    ...[
      ...mutatePatch(patch.files, patch.contract),
      ...mutateBeyond(patch.files, patch.contract),
    ].map(mutation => ({
      kind: mutation.kind,
      what: `${mutation.path}: ${mutation.what}`,
      patch,
      files: patch.files.map(file =>
        file.path === mutation.path ? { ...file, after: mutation.after } : file,
      ),
    })),
  ]);
  const cases = [];
  for (const kind of [RIGHT, ...MUTATION_CLASSES, ...OVERREACH_CLASSES]) {
    const own = candidates.filter(each => each.kind === kind);
    for (const candidate of spread(own, kind === RIGHT ? Infinity : most)) {
      const judged = await toCase(candidate);
      if (judged.diff !== '') {
        cases.push(judged);
      }
    }
  }
  return cases;
}

/** What agents may make of what the rewriter leaves. */
async function readAgentPatches() {
  const cases = await loadSuite();
  return cases
    .filter(({ residue }) => residue)
    .map(({ name, contract, before, after }) => ({
      name: `${name}, by an agent`,
      contract,
      findings: [],
      entrusted: true,
      files: [...before].map(([path, text]) => ({
        path,
        before: text,
        after: after.get(path) ?? '',
      })),
    }));
}

/** So many of a list, from all over it; always the same ones. */
export function spread(list, most) {
  return list.length <= most
    ? list
    : Array.from(
        { length: most },
        (_, index) => list[Math.floor((index * list.length) / most)],
      );
}

async function toCase({ kind, what, patch, files }) {
  const { contract, findings, name, entrusted = false } = patch;
  const { verifyRewrite } = loadRewriterPart('verifyRewrite');
  const { toProofOptions } = loadRewriterPart(
    'proof/mutations/measureMutations',
  );
  const options = toProofOptions({ contract, findings, files });
  const { parses, noOldReference } = await verifyRewrite({
    ...options,
    entrustedFiles: entrusted ? options.changed.map(({ path }) => path) : [],
  });
  const stands = ['proved', 'notApplicable'];
  const reached = [parses, noOldReference].findIndex(
    ({ status }) => !stands.includes(status),
  );
  return {
    id: [name, kind, what].filter(Boolean).join(': '),
    kind,
    contract,
    findings,
    diff: await diffTexts(files),
    /** Whether verifiers at E2 let it through, so that it comes before a judge at all. */
    passes: reached < 0,
    evidence: {
      level: ['E0', 'E1'][reached] ?? 'E2',
      rungs: [
        toRung('E1', parses),
        toRung('E2', noOldReference),
        { level: 'E3', status: 'notRun', detail: 'Not run in evaluations.' },
        { level: 'E5', status: 'notRun', detail: 'Not run in evaluations.' },
      ],
    },
  };
}

function toRung(level, { status, detail }) {
  return {
    level,
    status: status === 'notProved' ? 'notRun' : status,
    detail: detail ?? '',
  };
}
