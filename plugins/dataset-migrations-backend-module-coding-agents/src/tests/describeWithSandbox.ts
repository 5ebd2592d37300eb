/**
 * Tests that need a sandbox. They fail where there is none, unless whoever runs them knows: the gate, which says so, where the machine
 * allows no user namespaces.
 */
export const describeWithSandbox = process.env.SKEIN_TEST_WITHOUT_SANDBOX
  ? describe.skip
  : describe;
