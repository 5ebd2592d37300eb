import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedLearningService } from './AuthorizedLearningService';
import { DefaultLearningService } from './DefaultLearningService';
import type { LearningService } from './LearningService';

/** Learned rules behind every door: it asks for permission before it does anything. */
export function createLearningService(
  options: CreateMigrationServiceOptions,
): LearningService {
  return AuthorizedLearningService.create({
    inner: DefaultLearningService.create(options),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
