import type {
  Job,
  JobCheck,
  JobRefusal,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { printable } from '../printable';

/** How far an act on many targets is, and at its end why targets are left as they are. */
export function renderJob(job: Job): string {
  const { state, act, done, of, acted } = job;
  const line = `${state}: ${act}, ${done} of ${of} targets, ${acted} done\n`;
  return job.endedAt === undefined
    ? line
    : `${line}${renderRefusals(job.refused)}`;
}

/** What an act on many targets would come to. */
export function renderJobCheck({ act, acted, of, refused }: JobCheck): string {
  return `${act} would be done to ${acted} of ${of} targets\n${renderRefusals(
    refused,
  )}`;
}

function renderRefusals(refused: readonly JobRefusal[]): string {
  return refused
    .map(
      ({ reason, count, example }) =>
        `${count} not, ${reason}: ${printable(example)}\n`,
    )
    .join('');
}
