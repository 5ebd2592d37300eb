import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type {
  DecisionRequest,
  Target,
  TargetAction,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import type { Act } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import type { AskedDecision } from './DECISION_DIALOGS';
import { DecisionDialog } from './DecisionDialog';

/** Decisions that are made with one press, since they are taken back with one. */
const AT_ONCE = ['wakeUp', 'handBack', 'takeOwnership', 'accept'] as const;
const ASKED = ['snooze', 'takeOver'] as const;
const WRONGS = ['notOurs', 'notAConsumer', 'askException', 'exempt'] as const;

export interface DecisionActsProps {
  target: Target;
  act: Act;
  onChanged: (target: Target) => void;
}

/** What a team or the dataset owner can say about a target. */
export function DecisionActs(props: DecisionActsProps) {
  const { target, act, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [asking, setAsking] = useState<AskedDecision>();
  const { id: targetId } = target;
  const may = (action: TargetAction) => target.allowed.includes(action);
  const wrongs = WRONGS.filter(
    decision =>
      may(decision) &&
      // who may grant an exception need not ask for it
      !(decision === 'askException' && may('exempt')),
  );

  async function decide(request: DecisionRequest) {
    onChanged(await api.decideTarget({ targetId, ...request }));
  }

  return (
    <>
      {AT_ONCE.filter(may).map(decision => (
        <Button
          key={decision}
          variant="secondary"
          isPending={act.isPending}
          onPress={() => act.run(() => decide({ decision }))}
        >
          {t(`target.${decision}`)}
        </Button>
      ))}
      {ASKED.filter(may).map(decision => (
        <Button
          key={decision}
          variant="secondary"
          onPress={() => setAsking(decision)}
        >
          {decision === 'snooze' && target.state === 'snoozed'
            ? t('target.snoozeLonger')
            : t(`target.${decision}`)}
        </Button>
      ))}
      {may('refuse') && (
        <Button variant="secondary" onPress={() => setAsking('refuse')}>
          {t('target.refuse')}
        </Button>
      )}
      {wrongs.length > 0 && (
        <MenuTrigger>
          <Button variant="secondary">{t('target.wrong')}</Button>
          <Menu>
            {wrongs.map(decision => (
              <MenuItem key={decision} onAction={() => setAsking(decision)}>
                {t(`target.${decision}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
      {asking && (
        <DecisionDialog
          target={target}
          decision={asking}
          onDecide={decide}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
