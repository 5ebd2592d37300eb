import {
  reachesLevel,
  type EvidenceLevel,
  type Finding,
  type JudgeMode,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AgentRuling } from '@skein/backstage-plugin-dataset-migrations-node';
import type { PatchInspector } from '../execution/PatchInspector';
import { plainText } from '../verification/plainText';
import type { JudgePanel } from './JudgePanel';

const NO_VETO: AgentRuling = { vetoed: false, reasons: '' };
/** What fits beside the work in the context of a model. */
const MOST_BYTES = 2000;

/** Tells an agent what judges say of its work while it can still mend it; they are asked only where they can hold it up. */
export async function adviseAgent(options: {
  mode: JudgeMode;
  panel: Pick<JudgePanel, 'rule'>;
  inspector: Pick<PatchInspector, 'inspect'>;
  requiredLevel: EvidenceLevel;
  findings: Finding[];
}): Promise<AgentRuling> {
  const { mode, panel, inspector, requiredLevel, findings } = options;
  if (mode !== 'blocking') {
    return NO_VETO;
  }
  const { diff, evidence, refused } = await inspector.inspect(findings);
  if (
    !evidence ||
    refused.length > 0 ||
    !reachesLevel(evidence.level, requiredLevel)
  ) {
    // what the verifiers do not let through never comes before a judge
    return NO_VETO;
  }
  const { verdict, reasons } = await panel.rule({
    diff: diff.patch,
    evidence,
    findings,
  });
  return verdict === 'veto'
    ? { vetoed: true, reasons: plainText(reasons.join('\n'), MOST_BYTES) }
    : NO_VETO;
}
