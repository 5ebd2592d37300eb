import { InputError, NotFoundError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  draftContract as draftContractText,
  mappingContractSchema,
  parseContract,
  type ContractDraft,
  type DatasetSide,
  type DraftContractRequest,
  type DraftContractSide,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parse } from 'yaml';
import type { z } from 'zod';
import { parseFullEntityRef } from '../../discovery/parseFullEntityRef';
import { datasetRefs } from '../datasetRefs';
import type { CallOptions } from '../MigrationService';
import { parseRefParameter } from '../request/parseRefParameter';
import type { ServiceContext } from '../ServiceContext';

/** Text of a mapping contract, on the old dataset. */
export const ANNOTATION_MAPPING_CONTRACT = 'skein.dev/mapping-contract';
/** Entity reference of the replacement, on the old dataset. */
export const ANNOTATION_REPLACED_BY = 'skein.dev/replaced-by';
/** YAML or JSON as `names` of a contract: how code spells the dataset. */
export const ANNOTATION_NAMES = 'skein.dev/names';
/** YAML or JSON as `schema` of a contract: the columns. */
export const ANNOTATION_SCHEMA = 'skein.dev/schema';

const sideShape =
  mappingContractSchema.shape.spec.shape.datasets.element.shape.from.shape;

/** A contract to start from: the one on the old dataset's entity, else one drafted from what both entities say of themselves. */
export async function draftContract(
  context: ServiceContext,
  request: DraftContractRequest,
  { credentials }: CallOptions,
): Promise<ContractDraft> {
  const from = await getEntity(context, {
    ref: parseRefParameter('from', request.from),
    parameter: 'from',
    credentials,
  });
  const wanted =
    request.to === undefined ? undefined : parseRefParameter('to', request.to);
  const annotations = from.entity.metadata.annotations ?? {};
  const written = annotations[ANNOTATION_MAPPING_CONTRACT];
  if (written !== undefined) {
    const toRef = replacementIn(written, from.ref);
    if (wanted === undefined || toRef === undefined || toRef === wanted) {
      return { contract: written, toRef, source: 'annotation' };
    }
  }
  const toRef = wanted ?? annotations[ANNOTATION_REPLACED_BY];
  if (toRef === undefined) {
    throw new InputError(
      `query.to: missing, and ${from.ref} does not say what replaces it; give the replacement, or set the annotation ${ANNOTATION_REPLACED_BY}`,
    );
  }
  const to = await getEntity(context, {
    ref: parseRefParameter('to', toRef),
    parameter: 'to',
    credentials,
  });
  const sides = { from: describeSide(from), to: describeSide(to) };
  return {
    contract: draftContractText(sides),
    toRef: to.ref,
    source: sides.from.schema && sides.to.schema ? 'schemas' : 'names',
  };
}

/** The replacement that a contract names; undefined when it is broken, which its reader has to see. */
function replacementIn(text: string, fromRef: string): string | undefined {
  const { contract } = parseContract(text);
  const move = contract?.spec.datasets.find(
    each => parseFullEntityRef(each.from.entityRef) === fromRef,
  );
  return move
    ? parseFullEntityRef(move.to.entityRef)
    : contract && datasetRefs(contract).toRefs[0];
}

interface NamedEntity {
  ref: string;
  entity: Entity;
}

async function getEntity(
  { catalog }: ServiceContext,
  options: {
    ref: string;
    parameter: string;
    credentials: BackstageCredentials;
  },
): Promise<NamedEntity> {
  const { ref, parameter, credentials } = options;
  const entity = await catalog.getEntityByRef(ref, { credentials });
  if (!entity) {
    throw new NotFoundError(
      `query.${parameter}: '${ref}' is not in the catalog, or you may not see it; register it, or write the reference of an entity that is there`,
    );
  }
  return { ref, entity };
}

function describeSide({ ref, entity }: NamedEntity): DraftContractSide {
  const names = readAnnotation(entity, ANNOTATION_NAMES, sideShape.names);
  const schema = readAnnotation(entity, ANNOTATION_SCHEMA, sideShape.schema);
  return {
    entityRef: ref,
    names: names ?? guessNames(entity),
    ...(schema && { schema }),
  };
}

function readAnnotation<T>(
  entity: Entity,
  annotation: string,
  schema: z.ZodType<T>,
): T | undefined {
  const text = entity.metadata.annotations?.[annotation];
  if (text === undefined) {
    return undefined;
  }
  const parsed = schema.safeParse(parseYaml(text));
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `metadata.annotations['${annotation}'] of ${
        entity.metadata.name
      } cannot be read: ${[...path, message].join(
        ': ',
      )}; write it as in a mapping contract`,
    );
  }
  return parsed.data;
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** The most that an entity's name says of how code spells it; whoever reads the draft corrects it. */
function guessNames({ metadata }: Entity): DatasetSide['names'] {
  return [{ platform: 'dbt', ref: metadata.name.replace(/[^\w]+/g, '_') }];
}
