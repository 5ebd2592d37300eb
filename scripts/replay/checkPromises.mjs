/** What is promised and does not hold, a sentence each; empty when all is well. */
export function checkPromises(funnel) {
  const { discovery, unsettled, duplicates, judgementsAltered } = funnel;
  const open = funnel.migrations.filter(({ state }) => state !== 'completed');
  return [
    ...(unsettled > 0 ? [`${unsettled} targets are not settled`] : []),
    ...open.map(
      ({ title, state }) => `${title} is ${state}, and not completed`,
    ),
    ...(duplicates > 0 ? [`${duplicates} pull requests are double`] : []),
    ...(judgementsAltered > 0
      ? [`${judgementsAltered} judgement fields were altered`]
      : []),
    ...(funnel.blocks > 0
      ? [`the code host refused ${funnel.blocks} requests for its limits`]
      : []),
    ...(discovery.right < discovery.readers
      ? [`${discovery.missed} of ${discovery.readers} readers were not found`]
      : []),
  ];
}
