import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  contractTextOf,
  DATASET_MIGRATION_KIND,
  parseDatasetMigration,
  renderContractProblems,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** Reads, checks and relates entities of the kind `DatasetMigration`. */
export class DatasetMigrationProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'DatasetMigrationProcessor';
  }

  /** A contract that is written out becomes text: of all else in `spec` the catalog makes rows for its search, one for each column. */
  async preProcessEntity(entity: Entity): Promise<Entity> {
    const contract = contractTextOf(entity.spec?.contract);
    return isDatasetMigration(entity) && contract !== undefined
      ? { ...entity, spec: { ...entity.spec, contract } }
      : entity;
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isDatasetMigration(entity)) {
      return false;
    }
    const { problems } = parseDatasetMigration(entity);
    if (problems) {
      throw new InputError(
        `The migration cannot be used:\n${renderContractProblems(problems)}`,
      );
    }
    return true;
  }

  /**
   * Relates a migration to its owner, and to the datasets that it moves as a part of them. It must not depend on them: what
   * depends on a dataset is a consumer of it.
   */
  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const { wanted } = isDatasetMigration(entity)
      ? parseDatasetMigration(entity)
      : {};
    if (!wanted) {
      return entity;
    }
    relate(emit, entity, [wanted.ownerRef], {
      type: RELATION_OWNED_BY,
      back: RELATION_OWNER_OF,
    });
    relate(
      emit,
      entity,
      wanted.contract.spec.datasets.flatMap(({ from, to }) => [
        from.entityRef,
        to.entityRef,
      ]),
      { type: RELATION_PART_OF, back: RELATION_HAS_PART },
    );
    return entity;
  }
}

function isDatasetMigration({ kind }: Entity): boolean {
  return kind === DATASET_MIGRATION_KIND;
}

function relate(
  emit: CatalogProcessorEmit,
  entity: Entity,
  refs: readonly string[],
  { type, back }: { type: string; back: string },
): void {
  const source = getCompoundEntityRef(entity);
  for (const ref of new Set(refs)) {
    const target = parseEntityRef(ref);
    emit(processingResult.relation({ source, type, target }));
    emit(
      processingResult.relation({ source: target, type: back, target: source }),
    );
  }
}
