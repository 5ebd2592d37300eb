import { z } from 'zod';
import { hasControlCharacters } from '../names/hasControlCharacters';

const MOST_DATASETS = 2000;
const MOST_COLUMNS = 5000;
const MOST_INPUT_FIELDS = 200;

/** Names become rows and parts of entities: no control characters, and not longer than anybody writes. */
function nameOf(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine(text => !hasControlCharacters(text), {
      message: 'has control characters; leave them out',
    });
}

const namespace = nameOf(512);
const name = nameOf(2048);
const text = z.string().max(10_000);
const url = z.string().max(2048);

/** A facet that is not as the standard has it is as if it were not there: what else the event says still counts. */
function facet<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

const ownership = facet(
  z.object({
    owners: z
      .array(z.object({ name: z.string().min(1).max(256) }))
      .max(100)
      .transform(owners => owners.map(owner => owner.name)),
  }),
);
const documentation = facet(z.object({ description: text }));

const inputField = z.object({
  namespace,
  name,
  field: z.string().min(1).max(512),
  transformations: z
    .array(z.object({ type: z.string() }))
    .nullish()
    .catch(undefined),
});

/** A column that rows were only filtered or joined by is nothing that another is made from. */
const inputFields = z.array(inputField).transform(fields =>
  fields
    .filter(
      ({ transformations }) =>
        !transformations?.length ||
        transformations.some(({ type }) => type !== 'INDIRECT'),
    )
    .slice(0, MOST_INPUT_FIELDS)
    .map(({ transformations: _transformations, ...field }) => field),
);

const datasetSchema = z.object({
  namespace,
  name,
  facets: z
    .object({
      schema: facet(
        z.object({
          fields: z
            .array(
              z.object({
                name: z.string().min(1).max(512),
                type: z.string().max(2048).nullish(),
                description: text.nullish(),
              }),
            )
            .max(MOST_COLUMNS),
        }),
      ),
      columnLineage: facet(
        z.object({
          fields: z.record(z.string().max(512), z.object({ inputFields })),
        }),
      ),
      documentation,
      ownership,
      symlinks: facet(
        z.object({
          identifiers: z
            .array(z.object({ namespace, name, type: z.string().max(64) }))
            .max(20),
        }),
      ),
      datasetType: facet(z.object({ datasetType: z.string().min(1).max(64) })),
    })
    .nullish()
    .catch(undefined)
    .transform(facets => facets ?? {}),
});

const datasets = z.array(datasetSchema).max(MOST_DATASETS).nullish();

const jobSchema = z.object({
  namespace,
  name,
  facets: z
    .object({
      sourceCodeLocation: facet(
        z.object({
          url,
          repoUrl: url.nullish(),
          path: url.nullish(),
          branch: z.string().max(512).nullish(),
        }),
      ),
      documentation,
      ownership,
    })
    .nullish()
    .catch(undefined)
    .transform(facets => facets ?? {}),
});

const eventTime = z
  .string()
  .max(64)
  // some clients leave out the zone, and mean UTC
  .transform(time =>
    Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`),
  )
  .refine(time => Number.isFinite(time), {
    message: 'is no point in time; write it as in ISO 8601',
  });

/** Events of runs, and those that describe a job or a dataset without one. */
export const eventSchema = z
  .object({
    eventType: z
      .enum(['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'])
      .nullish(),
    eventTime,
    run: z.object({ runId: z.string().min(1).max(128) }).optional(),
    job: jobSchema.optional(),
    dataset: datasetSchema.optional(),
    inputs: datasets,
    outputs: datasets,
  })
  .refine(({ job, dataset }) => job !== undefined || dataset !== undefined, {
    message: 'has neither a job nor a dataset; give one',
    path: ['job'],
  });

/** An event as it is understood here. */
export type LineageEvent = z.infer<typeof eventSchema>;

/** A dataset as an event describes it. */
export type EventDataset = z.infer<typeof datasetSchema>;
