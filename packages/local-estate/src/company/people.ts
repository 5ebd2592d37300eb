/**
 * A user of the code host.
 * @public
 */
export interface Person {
  /** Name on the code host; the name of the User entity is the same. */
  login: string;
  /** For people to read. */
  name: string;
  /** Slugs of teams, which are the names of groups in the catalog. */
  teams: string[];
  /** Lets the person in over REST and git. */
  token: string;
  /** Set for somebody from outside, who may read and comment and is in no catalog. */
  readsOnly?: boolean;
}

/** Login of the account that Skein acts with. */
export const BOT_LOGIN = 'skein-bot';

/** The organization that owns every repository. */
export const ORGANIZATION = 'acme';

/**
 * Everybody with an account. The tokens are constants: the estate listens on this machine only and holds no secret.
 * @public
 */
export const PEOPLE: Person[] = [
  {
    login: BOT_LOGIN,
    name: 'Skein',
    teams: [],
    token: 'local-estate-token',
  },
  person('ana', 'Ana Alves', 'growth-data'),
  person('ben', 'Ben Okafor', 'marketing-analytics'),
  person('olga', 'Olga Lind', 'platform-admins'),
  person('farid', 'Farid Rahimi', 'finance'),
  person('freya', 'Freya Holm', 'fraud'),
  person('mika', 'Mika Sato', 'ml-platform'),
  person('paula', 'Paula Weiss', 'product-analytics'),
  {
    login: 'gwen',
    name: 'Gwen Guest',
    teams: [],
    token: 'gwen-token',
    readsOnly: true,
  },
];

/**
 * Titles of the teams by slug.
 * @public
 */
export const TEAMS: Record<string, string> = {
  'growth-data': 'Growth Data',
  'marketing-analytics': 'Marketing Analytics',
  finance: 'Finance',
  fraud: 'Fraud',
  'ml-platform': 'ML Platform',
  'product-analytics': 'Product Analytics',
  'platform-admins': 'Platform Admins',
};

function person(login: string, name: string, team: string): Person {
  return { login, name, teams: [team], token: `${login}-token` };
}
