import { InputError } from '@backstage/errors';
import type { z } from 'zod';
import {
  exposureSchema,
  groupSchema,
  manifestSchema,
  relationNodeSchema,
  sourceNodeSchema,
  type Exposure,
  type Group,
  type RelationNode,
  type SourceNode,
} from './manifestSchema';

const OLDEST_VERSION = 9;
const NEWEST_VERSION = 12;

/** What is said of more than so many resources nobody reads. */
const MOST_PROBLEMS = 10;

/** The resources of a dbt project that have to do with lineage. */
export interface Manifest {
  adapter?: string;
  project?: string;
  relations: RelationNode[];
  sources: SourceNode[];
  exposures: Exposure[];
  groups: Group[];
  /** What was left out or may be misread, and why. */
  problems: string[];
}

const RELATION_TYPES = new Set(['model', 'seed', 'snapshot']);

/** Reads the text of a `manifest.json`; a resource that is not as dbt writes it is left out, and said so. */
export function parseManifest(text: string): Manifest {
  const { metadata, ...parts } = parseShape(text);
  const problems: string[] = [];
  const version = /\/manifest\/v(\d+)/.exec(metadata.dbt_schema_version)?.[1];
  if (version === undefined || Number(version) < OLDEST_VERSION) {
    throw new InputError(
      `metadata.dbt_schema_version: "${metadata.dbt_schema_version}" is not read; write the manifest with dbt 1.5 or newer (v${OLDEST_VERSION} to v${NEWEST_VERSION})`,
    );
  }
  if (Number(version) > NEWEST_VERSION) {
    problems.push(
      `metadata.dbt_schema_version: v${version} is newer than v${NEWEST_VERSION}; what it has changed is not known here`,
    );
  }
  const list = <T>(
    part: Exclude<keyof typeof parts, never>,
    schema: z.ZodType<T>,
    isMeant: (resource: unknown) => boolean = () => true,
  ): T[] =>
    Object.entries(parts[part] ?? {}).flatMap(([id, resource]) => {
      if (!isMeant(resource)) {
        return [];
      }
      const parsed = schema.safeParse(resource);
      if (parsed.success) {
        return [parsed.data];
      }
      const [{ path, message }] = parsed.error.issues;
      problems.push(`${part}["${id}"].${path.join('.')}: ${message}`);
      return [];
    });
  const manifest = {
    adapter: metadata.adapter_type,
    project: metadata.project_name,
    relations: list('nodes', relationNodeSchema, isRelation),
    sources: list('sources', sourceNodeSchema),
    exposures: list('exposures', exposureSchema),
    groups: list('groups', groupSchema),
  };
  return { ...manifest, problems: shorten(problems) };
}

function parseShape(text: string): z.infer<typeof manifestSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InputError('The manifest is no JSON', error);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) {
    throw new InputError(
      `This is no manifest of dbt: ${parsed.error.issues
        .map(({ path, message }) => `${path.join('.')}: ${message}`)
        .join('; ')}; give the manifest.json of the target folder`,
    );
  }
  return parsed.data;
}

function isRelation(resource: unknown): boolean {
  const type = (resource as { resource_type?: unknown } | null)?.resource_type;
  return typeof type === 'string' && RELATION_TYPES.has(type);
}

function shorten(problems: string[]): string[] {
  const left = problems.length - MOST_PROBLEMS;
  return left > 0
    ? [...problems.slice(0, MOST_PROBLEMS), `and ${left} more`]
    : problems;
}
