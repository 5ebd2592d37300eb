import type { Knex } from 'knex';
import type { DbEventRow } from '../../tables';
import { nowPlus } from '../../time';

/** Who is told of events, with a place of its own in them. */
export type Audience = 'notifications';

interface DbAnnouncementRow {
  audience: Audience;
  last_event_id: number | string;
}

/** Events become visible when their transaction ends, which may be out of order; younger ones are left for later. */
const SETTLING_SECONDS = 2;

const MOST_EVENTS = 1000;

/**
 * The events that an audience has not been told of, oldest first; they are nobody else's to tell afterwards.
 * Nothing when another replica was faster.
 */
export async function claimNews(
  knex: Knex,
  audience: Audience,
): Promise<DbEventRow[]> {
  return knex.transaction(async tx => {
    const place = await tx<DbAnnouncementRow>('announcements')
      .where({ audience })
      .first();
    const seen = Number(place?.last_event_id ?? 0);
    const news = await tx<DbEventRow>('events')
      .where('id', '>', seen)
      .whereNotExists(young =>
        young
          .from('events as young')
          .where('young.id', '>', seen)
          .whereRaw('young.id <= events.id')
          .where('young.at', '>', nowPlus(tx, -SETTLING_SECONDS))
          .select('young.id'),
      )
      .orderBy('id')
      .limit(MOST_EVENTS);
    if (news.length === 0) {
      return [];
    }
    const claimed = await tx<DbAnnouncementRow>('announcements')
      .where({ audience, last_event_id: seen })
      .update({ last_event_id: news[news.length - 1].id });
    return claimed === 1 ? news : [];
  });
}
