import type {
  Wave,
  WaveGate,
  WavePlan,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** A wave as it stands in the form, all in text. */
export interface WaveDraft {
  title: string;
  /** `20`, `10 %`, or nothing for the rest. */
  size: string;
  /** In percent. */
  failures: string;
  checks: string;
  merged: string;
  soak: string;
  approval: boolean;
}

/** Fields of a draft that are a number or nothing. */
export const NUMBER_FIELDS = ['failures', 'checks', 'merged', 'soak'] as const;

export const EMPTY_DRAFT: WaveDraft = {
  title: '',
  size: '',
  failures: '',
  checks: '',
  merged: '',
  soak: '',
  approval: false,
};

function percent(share: number | undefined): string {
  return share === undefined ? '' : String(Number((share * 100).toFixed(4)));
}

/** The waves as they stand, for the form; the last one takes what is left. */
export function draftsOf(waves: readonly Wave[]): WaveDraft[] {
  return waves.map(({ title, targetCount, gate }, index) => ({
    title,
    size: index === waves.length - 1 ? '' : String(targetCount),
    failures: percent(gate.maxFailureShare),
    checks: percent(gate.maxChecksFailedShare),
    merged: percent(gate.minMergedShare),
    soak: gate.soakMinutes === undefined ? '' : String(gate.soakMinutes),
    approval: gate.approval ?? false,
  }));
}

/** Whether a text is a number of targets, a share of them, or nothing. */
export function isWaveSize(text: string): boolean {
  const size = text.trim();
  const share = /^(\d+(?:\.\d+)?)\s*%$/.exec(size)?.[1];
  return (
    size === '' ||
    (share === undefined
      ? /^[1-9]\d*$/.test(size)
      : Number(share) > 0 && Number(share) <= 100)
  );
}

/** Whether a text is a number that a gate can mean: up to 100 for percent, any for minutes. */
export function isGateNumber(
  field: (typeof NUMBER_FIELDS)[number],
  text: string,
): boolean {
  const value = text.trim();
  return (
    value === '' ||
    (/^\d+(\.\d+)?$/.test(value) &&
      (field === 'soak'
        ? Number.isInteger(Number(value))
        : Number(value) <= 100))
  );
}

function gateOf(draft: WaveDraft, minSample: number | undefined): WaveGate {
  const share = (text: string) => Number(text.trim()) / 100;
  return {
    ...(draft.failures.trim() && { maxFailureShare: share(draft.failures) }),
    ...(draft.checks.trim() && { maxChecksFailedShare: share(draft.checks) }),
    ...(minSample !== undefined && { minSample }),
    ...(draft.merged.trim() && { minMergedShare: share(draft.merged) }),
    ...(draft.soak.trim() && { soakMinutes: Number(draft.soak.trim()) }),
    ...(draft.approval && { approval: true }),
  };
}

/**
 * The waves that the form asks for; undefined while a field cannot be read.
 *
 * @param drafts - the form
 * @param before - the waves as they stand: what the form has no field for stays
 */
export function plansOf(
  drafts: readonly WaveDraft[],
  before: readonly Wave[],
): WavePlan[] | undefined {
  const isReadable = drafts.every(
    draft =>
      isWaveSize(draft.size) &&
      NUMBER_FIELDS.every(field => isGateNumber(field, draft[field])),
  );
  if (!isReadable) {
    return undefined;
  }
  return drafts.map((draft, index) => {
    const size = draft.size.trim();
    const gate = gateOf(draft, before[index]?.gate.minSample);
    return {
      ...(draft.title.trim() && { title: draft.title.trim() }),
      ...(size.endsWith('%') && { share: parseFloat(size) / 100 }),
      ...(/^\d+$/.test(size) && { size: Number(size) }),
      ...(Object.keys(gate).length > 0 && { gate }),
    };
  });
}
