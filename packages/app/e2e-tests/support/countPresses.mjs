/** Counts how often somebody has to press to get somewhere. */
export function countPresses() {
  const presses = {
    count: 0,
    async on(locator) {
      await locator.first().click();
      presses.count += 1;
    },
  };
  return presses;
}
