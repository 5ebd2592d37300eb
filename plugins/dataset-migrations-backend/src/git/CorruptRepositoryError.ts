import { ServiceUnavailableError } from '@backstage/errors';

/** A repository of ours lacks what it has to hold, for example since git was killed or the power was cut; it is made anew. */
export class CorruptRepositoryError extends ServiceUnavailableError {}
