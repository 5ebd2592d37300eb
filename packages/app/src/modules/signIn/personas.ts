/** One of the people that a visitor of the demo can be. */
export interface Persona {
  userEntityRef: string;
  name: string;
  /** What they do, and the team they belong to. */
  role: string;
  team: string;
}

export const PERSONAS: Persona[] = [
  {
    userEntityRef: 'user:default/ana',
    name: 'Ana',
    role: 'dataset owner',
    team: 'growth-data',
  },
  {
    userEntityRef: 'user:default/ben',
    name: 'Ben',
    role: 'consumer team',
    team: 'marketing-analytics',
  },
  {
    userEntityRef: 'user:default/olga',
    name: 'Olga',
    role: 'platform admin',
    team: 'platform-admins',
  },
];
