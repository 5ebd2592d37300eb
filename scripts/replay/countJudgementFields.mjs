const JUDGEMENT_FIELD = /\bplan_tier\b/g;
/** Where Skein says that somebody has to decide. */
const GUIDE = /skein: decide .*$/gm;

/** How often code names the field that nobody but a person may move. */
export function countJudgementFields(text) {
  return text.replace(GUIDE, '').match(JUDGEMENT_FIELD)?.length ?? 0;
}
