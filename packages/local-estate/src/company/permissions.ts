import { PEOPLE } from './people';

/** What GitHub calls a user's permission on a repository; the same on all of them here. */
export type Permission = 'admin' | 'write' | 'read' | 'none';

/** What somebody may do; `none` for who has no account. */
export function permissionOf(login: string): Permission {
  const person = PEOPLE.find(candidate => candidate.login === login);
  if (!person) {
    return 'none';
  }
  if (person.readsOnly) {
    return 'read';
  }
  return person.teams.includes('platform-admins') ? 'admin' : 'write';
}

/** Whether somebody may push, merge and label. */
export function mayWrite(login: string): boolean {
  return ['admin', 'write'].includes(permissionOf(login));
}
