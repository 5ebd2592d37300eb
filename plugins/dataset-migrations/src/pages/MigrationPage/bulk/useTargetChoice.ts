import type {
  Target,
  TargetAction,
  TargetPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { BULK_ACTS } from './BULK_ACTS';

interface Chosen {
  /** Of which filter they are; with another one nothing is chosen. */
  filterKey: string;
  all: boolean;
  targets: ReadonlyMap<string, Target>;
}

/** Targets that somebody has chosen, on one page or on several, or all that match. */
export interface TargetChoice {
  /** All that match, also on pages that were never opened. */
  all: boolean;
  count: number;
  /** Those that were seen. */
  targets: readonly Target[];
  /** Ids of those on this page. */
  onPage: ReadonlySet<string>;
  /** What may be done to one of those that were seen at least, in the order in which it is offered. */
  acts: readonly TargetAction[];
  choose: (idsOnPage: Set<string>) => void;
  chooseAll: () => void;
  clear: () => void;
}

/** Remembers which targets are chosen, until the filter is another one. */
export function useTargetChoice(options: {
  filterKey: string;
  page: TargetPage | undefined;
}): TargetChoice {
  const { filterKey, page } = options;
  const none: Chosen = { filterKey, all: false, targets: new Map() };
  const [state, setState] = useState<Chosen>(none);
  const chosen = state.filterKey === filterKey ? state : none;
  const items = page?.items ?? [];
  const targets = chosen.all ? items : [...chosen.targets.values()];
  const acts = BULK_ACTS.filter(act =>
    targets.some(({ allowed }) => allowed.includes(act)),
  );
  return {
    all: chosen.all,
    count: chosen.all ? page?.totalItems ?? 0 : chosen.targets.size,
    targets,
    onPage: new Set(
      items
        .map(({ id }) => id)
        .filter(id => chosen.all || chosen.targets.has(id)),
    ),
    // who may grant an exception need not ask for it
    acts: acts.includes('exempt')
      ? acts.filter(act => act !== 'askException')
      : acts,
    choose: ids => {
      const next = new Map(chosen.all ? [] : chosen.targets);
      for (const target of items) {
        next.delete(target.id);
        if (ids.has(target.id)) {
          next.set(target.id, target);
        }
      }
      setState({ filterKey, all: false, targets: next });
    },
    chooseAll: () => setState({ filterKey, all: true, targets: new Map() }),
    clear: () => setState(none),
  };
}
