import {
  type Platform,
  PLATFORMS,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { UsageError } from './UsageError';

type SqlPlatform = Exclude<Platform, 'dbt' | 'lookml' | 'path' | 'topic'>;

const SQL_PLATFORMS = PLATFORMS.filter(isSqlPlatform);

function isSqlPlatform(platform: Platform): platform is SqlPlatform {
  return !['dbt', 'lookml', 'path', 'topic'].includes(platform);
}

/** The SQL platform that an option names; a `UsageError` if there is none of that name. */
export function parsePlatform(field: string, value: string): SqlPlatform {
  const platform = SQL_PLATFORMS.find(known => known === value.toLowerCase());
  if (!platform) {
    const mend = `is not a dialect; use one of ${SQL_PLATFORMS.join(', ')}`;
    throw new UsageError({ field, value, mend });
  }
  return platform;
}
