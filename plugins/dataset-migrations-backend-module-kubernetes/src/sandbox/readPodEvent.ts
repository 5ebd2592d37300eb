import { z } from 'zod';

/** Something that has happened in a pod, see `bin/pod/main.cjs`. */
const podEventSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('connected'), socket: z.string() }),
  z.strictObject({
    event: z.literal('exited'),
    exitCode: z.number().int().optional(),
    signal: z.string().max(20).optional(),
    isOverrun: z.boolean(),
    memoryKills: z.number().int(),
  }),
]);

/** Reads what a pod says of its own accord; throws for what it cannot have meant. */
export function readPodEvent(event: unknown) {
  return podEventSchema.parse(event);
}
