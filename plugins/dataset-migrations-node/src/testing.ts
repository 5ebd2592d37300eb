/**
 * Tests for what is added by the extension points of Skein dataset migrations. They need Jest.
 *
 * @packageDocumentation
 */
export * from './testing/describeCodeHost';
export * from './testing/pushBranch';
export * from './testing/StubServer';
