import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  Feedback,
  Reaction,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Disclosure, Panel } from '../Layout';
import { Moment } from '../Moment';
import { Pill } from '../Pill';
import styles from './ReactionList.module.css';

const STATES = {
  working: { tone: 'info', label: 'target.reactionWorking' },
  changed: { tone: 'good', label: 'target.reactionChanged' },
  unchanged: { tone: 'warn', label: 'target.reactionUnchanged' },
  dropped: { tone: 'neutral', label: 'target.reactionDropped' },
} as const satisfies Record<Reaction['state'], object>;

const KINDS = {
  checks: 'target.reactionChecks',
  review: 'target.reactionReview',
} as const satisfies Record<Reaction['kind'], string>;

/** What checks and reviewers said that went to a coding agent, and what came of it, newest first; nothing when nothing did. */
export function ReactionList(props: { reactions?: readonly Reaction[] }) {
  const { reactions = [] } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (reactions.length === 0) {
    return null;
  }
  return (
    <Panel title={t('target.reactions')}>
      <ol className={styles.reactions}>
        {reactions.map(reaction => (
          <ReactionLine
            key={`${reaction.kind} ${reaction.round} ${reaction.begunAt}`}
            reaction={reaction}
          />
        ))}
      </ol>
    </Panel>
  );
}

function ReactionLine(props: { reaction: Reaction }) {
  const { kind, round, state, outcome, headSha, feedback, begunAt } =
    props.reaction;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <li>
      <div className={styles.line}>
        <Text weight="bold">{t(KINDS[kind], { round: String(round) })}</Text>
        <Pill tone={STATES[state].tone}>{t(STATES[state].label)}</Pill>
        <Text>
          <Moment at={begunAt} />
        </Text>
      </div>
      {outcome && (
        <Text as="p">
          <bdi>{outcome}</bdi>
        </Text>
      )}
      <Disclosure
        summary={t('target.reactionSaid', {
          count: feedback.length,
          commit: headSha.slice(0, 12),
        })}
      >
        {feedback.map((part, index) => (
          <Said key={`${index} ${part.source}`} feedback={part} />
        ))}
      </Disclosure>
    </li>
  );
}

function Said(props: { feedback: Feedback }) {
  const { source, path, line, text } = props.feedback;
  return (
    <blockquote className={styles.said}>
      <Text weight="bold">
        <bdi>{source}</bdi>
      </Text>
      {path !== undefined && (
        <Text>
          {' '}
          <bdi>{line === undefined ? path : `${path}:${line}`}</bdi>
        </Text>
      )}
      <pre className={styles.words}>{text}</pre>
    </blockquote>
  );
}
