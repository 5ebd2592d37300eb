import type { V1Job } from '@kubernetes/client-node';
import { decideAdoption } from './decideAdoption';

function wishedBy(wish: string, deletionTimestamp?: Date): V1Job {
  return {
    metadata: { annotations: { 'skein.dev/wish': wish }, deletionTimestamp },
  };
}

it.each([
  ['one whose answer was lost', wishedBy('ours'), 'adopt'],
  ['one of a worker that was lost', wishedBy('another'), 'replace'],
  ['one that nobody has marked', { metadata: {} }, 'replace'],
  [
    'one of ours that is being removed',
    wishedBy('ours', new Date(0)),
    'replace',
  ],
])('of %s', (_case, found, decision) => {
  expect(decideAdoption({ found, wish: 'ours' })).toBe(decision);
});
