/**
 * Tests whose pods are processes in namespaces of this machine. They fail where there are none, unless whoever runs them knows: the
 * gate, which says so, where the machine allows no user namespaces.
 */
export const describeWithPods = process.env.SKEIN_TEST_WITHOUT_SANDBOX
  ? describe.skip
  : describe;
