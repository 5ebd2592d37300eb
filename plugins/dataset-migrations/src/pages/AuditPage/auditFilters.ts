import {
  ACT_KINDS,
  ACT_OUTCOMES,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  ActKind,
  ActOutcome,
  ListActsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { startOfDay } from '../../components/DayField';
import type { UrlState } from '../../routing';

/** What is shown of the acts, as the address says it. */
export interface AuditFilters {
  who: string;
  acts: ActKind[];
  outcomes: ActOutcome[];
  migrationId: string | undefined;
  /** First day, `YYYY-MM-DD` in the reader's zone, or empty. */
  from: string;
  /** Last day. */
  until: string;
}

/** Names in the address, all of which are cleared together. */
export const AUDIT_FILTERS = [
  'q',
  'act',
  'outcome',
  'migration',
  'from',
  'until',
] as const;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads the filters; what cannot be meant is left out, since an address may be typed. */
export function readAuditFilters(url: UrlState): AuditFilters {
  const acts = url.getList('act');
  const outcomes = url.getList('outcome');
  const migrationId = url.get('migration');
  return {
    who: url.get('q') ?? '',
    acts: ACT_KINDS.filter(kind => acts.includes(kind)),
    outcomes: ACT_OUTCOMES.filter(outcome => outcomes.includes(outcome)),
    migrationId:
      migrationId && UUID.test(migrationId) ? migrationId : undefined,
    from: readDay(url.get('from')),
    until: readDay(url.get('until')),
  };
}

/** What to ask the server for: days become instants in the reader's zone. */
export function toActsRequest(filters: AuditFilters): ListActsRequest {
  const { who, acts, outcomes, migrationId, from, until } = filters;
  return {
    ...(who.trim() && { actor: who.trim() }),
    ...(acts.length > 0 && { act: acts }),
    ...(outcomes.length > 0 && { outcome: outcomes }),
    ...(migrationId && { migrationId }),
    ...(from && { since: startOfDay(from).toISOString() }),
    ...(until && { until: startOfDay(until, 1).toISOString() }),
  };
}

function readDay(text: string | undefined): string {
  return text &&
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text))
    ? text
    : '';
}
