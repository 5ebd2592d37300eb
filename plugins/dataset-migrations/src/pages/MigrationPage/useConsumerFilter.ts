import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ListConsumersRequest } from '@skein/backstage-plugin-dataset-migrations-common';
import { entityName } from '../../components/EntityLink';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';

/** A filter that is on, in words, with the names of it in the address. */
export interface Narrowing {
  names: string[];
  text: string;
}

export interface ConsumerFilter {
  request: Pick<
    ListConsumersRequest,
    'hops' | 'ownerRef' | 'undecided' | 'unowned'
  >;
  narrowings: Narrowing[];
  clear: (names: string[]) => void;
}

/** Which consumers are listed, as the address says. */
export function useConsumerFilter(): ConsumerFilter {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const url = useUrlState();
  const hops = /^[1-9]\d?$/.exec(url.get('hops') ?? '')?.[0];
  const ownerRef = url.get('ownerRef');
  const unowned = url.get('unowned') === 'true';
  const undecided = url.get('undecided') === 'true';
  const narrowings: Narrowing[] = [
    ...(ownerRef === undefined
      ? []
      : [
          {
            names: ['ownerRef'],
            text: t('graph.onlyTeam', { team: nameOf(ownerRef) }),
          },
        ]),
    ...(unowned ? [{ names: ['unowned'], text: t('graph.onlyUnowned') }] : []),
    ...(hops === undefined
      ? []
      : [{ names: ['hops'], text: t('graph.onlyHops', { hops }) }]),
    ...(undecided
      ? [{ names: ['undecided'], text: t('graph.onlyUndecided') }]
      : []),
  ];
  return {
    request: {
      ...(hops !== undefined && { hops: Number(hops) }),
      ...(ownerRef !== undefined && { ownerRef }),
      ...(unowned && { unowned }),
      ...(undecided && { undecided }),
    },
    narrowings,
    clear: names =>
      url.set({
        ...Object.fromEntries(names.map(name => [name, undefined])),
        consumers: undefined,
      }),
  };
}

function nameOf(entityRef: string): string {
  try {
    return entityName(entityRef);
  } catch {
    // Typed into the address by hand; the server says what is wrong with it.
    return entityRef;
  }
}
