import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SessionEvent,
  StateTone,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { VERDICT_WORDS } from '../AttemptList';
import { showInvisible } from '../DiffView/parsePatch';
import { formatDollars } from '../Models';

/** What a line says in short, and how it is marked. */
export interface SessionWords {
  label: string;
  tone: StateTone;
  detail?: string;
}

/** Says what each line of a log is about. */
export function useSessionWords(): (event: SessionEvent) => SessionWords {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);

  /** What an agent names may be long, and written to deceive. */
  const name = (text: string = '') => showInvisible(text.slice(0, 80));
  const count = (number: number = 0) => number.toLocaleString('en');

  return event => {
    switch (event.kind) {
      case 'toolCall':
        return {
          label: t('session.toolCall'),
          tone: 'info',
          detail: name(event.tool),
        };
      case 'toolResult':
        return {
          label: t(event.failed ? 'session.toolFailed' : 'session.toolResult'),
          tone: event.failed ? 'bad' : 'neutral',
          detail: name(event.tool),
        };
      case 'modelRequest':
        return {
          label: t('session.modelRequest'),
          tone: event.status === 'succeeded' ? 'neutral' : 'bad',
          detail: [
            name(event.model),
            t('target.tokens', {
              input: count(event.inputTokens),
              output: count(event.outputTokens),
            }),
            formatDollars(event.costDollars ?? 0),
            t('target.took', {
              seconds: ((event.milliseconds ?? 0) / 1000).toFixed(1),
            }),
            ...(event.status && event.status !== 'succeeded'
              ? [t(`session.${event.status}`)]
              : []),
          ].join(' · '),
        };
      case 'modelRefused':
        return {
          label: t('session.modelRefused'),
          tone: 'warn',
          detail: name(event.model),
        };
      case 'verification':
        return {
          label: t(event.passed ? 'session.passed' : 'session.notPassed'),
          tone: event.passed ? 'good' : 'warn',
          detail: event.level,
        };
      case 'verdict': {
        const { tone, label } = VERDICT_WORDS[event.verdict ?? 'undecided'];
        return { label: t(label), tone };
      }
      case 'round':
        return {
          label: t('session.round', { number: String(event.round ?? 0) }),
          tone: 'info',
        };
      case 'end':
      case 'outcome':
        return {
          label: t(`session.${event.kind}`),
          tone: toneOfResult(event.result),
          detail: event.result && t(`session.${event.result}`),
        };
      case 'cut':
        return { label: t('session.cut'), tone: 'warn' };
      default:
        return { label: t(`session.${event.kind}`), tone: 'neutral' };
    }
  };
}

function toneOfResult(result: SessionEvent['result']): StateTone {
  switch (result) {
    case 'finished':
    case 'proposed':
    case 'noChanges':
      return 'good';
    case 'failed':
      return 'bad';
    default:
      return 'warn';
  }
}
