import { ConflictError, InputError } from '@backstage/errors';
import type {
  DecisionDays,
  DecisionKind,
  DecisionRequest,
  MigrationState,
  TargetAction,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { decidedState } from './DECIDED_STATES';

/** What stands about a target. */
export interface StandingDecision {
  kind: DecisionKind;
  reason?: string;
  until?: string;
  ownerRef?: string;
}

export interface DecisionFacts {
  request: DecisionRequest;
  state: TargetState;
  migrationState: MigrationState;
  standing?: StandingDecision;
  /** What the states of the target and its migration permit. */
  allowed: readonly TargetAction[];
  days: DecisionDays;
}

/** A decision that stands from now on. */
export interface NewDecision extends StandingDecision {
  /** Whether it is over by itself when its day begins. */
  ends: boolean;
}

export type DecisionPlan =
  /** It was said before. */
  | { kind: 'none' }
  /** It stands from now on. */
  | { kind: 'say'; decision: NewDecision; reason: string }
  /** What stands is over, and the target goes on where it stood. */
  | { kind: 'end'; reason: string; ownerRef?: string }
  /** What stands is over, and an agent looks anew. */
  | { kind: 'requeue'; reason: string };

/** What a decision comes to. Looks at nothing but its argument; throws `InputError` or `ConflictError` for one that cannot be made. */
export function planDecision(facts: DecisionFacts): DecisionPlan {
  const { request, state, standing, allowed, migrationState } = facts;
  const { decision } = request;
  if (wasSaid(facts)) {
    return { kind: 'none' };
  }
  // what is wrong with the words comes before what is wrong with the moment
  const plan = readDecision(facts);
  if (!allowed.includes(decision)) {
    const beside =
      standing && decidedState(standing.kind) === undefined
        ? `, ${standing.kind} stands`
        : '';
    throw new ConflictError(
      `body.decision: '${decision}' is not possible while the target is ${state}${beside} and its migration ${migrationState}; possible is ${
        allowed.join(', ') || 'nothing'
      }`,
    );
  }
  return plan;
}

/** A second press of the same button is no mistake. */
function wasSaid({ request, state, standing }: DecisionFacts): boolean {
  const { decision, until, ownerRef } = request;
  switch (decision) {
    case 'accept':
      return standing?.kind === 'accept';
    case 'snooze':
      return state === 'snoozed' && standing?.until === until;
    case 'askException':
      return standing?.kind === 'askException' && standing.until === until;
    case 'notOurs':
      return standing?.kind === 'notOurs' && standing.ownerRef === ownerRef;
    case 'takeOver':
      return state === 'takenOver' && standing?.until === until;
    case 'exempt':
      return state === 'exempted' && standing?.until === until;
    case 'notAConsumer':
      return state === 'notAConsumer';
    case 'handBack':
      return state === 'queued';
    case 'wakeUp':
      return state !== 'snoozed';
    case 'undo':
      return standing === undefined;
    default:
      return false;
  }
}

function readDecision(facts: DecisionFacts): DecisionPlan {
  const { request, standing, days } = facts;
  const { until } = request;
  const why = request.reason?.trim() || undefined;
  const because = why === undefined ? '' : `: ${why}`;
  switch (request.decision) {
    case 'accept':
      return say({ kind: 'accept', reason: why }, `The team agrees${because}`);
    case 'snooze': {
      const day = requireDay(facts, days.latestSnooze);
      if (days.deadline !== undefined && day > days.deadline) {
        requireReason(facts, `, since ${day} is after the deadline`);
      }
      return say(
        { kind: 'snooze', reason: why, until: day },
        `Put off until ${day}${because}`,
      );
    }
    case 'takeOver': {
      const day =
        until === undefined
          ? undefined
          : requireDay(facts, days.latestException);
      const what = 'The team moves it by hand';
      return say(
        { kind: 'takeOver', reason: why, until: day },
        day === undefined
          ? why ?? what
          : `${what}, and means to be done by ${day}${because}`,
      );
    }
    case 'notOurs': {
      const { ownerRef } = request;
      if (ownerRef === undefined) {
        throw new InputError(
          `body.ownerRef: nothing is given, and 'notOurs' needs to know whose it is; write the group or user that owns the code`,
        );
      }
      return say(
        { kind: 'notOurs', reason: why, ownerRef },
        `The team says that it belongs to ${ownerRef}${because}`,
      );
    }
    case 'askException': {
      const day = requireDay(facts, days.latestException);
      const reason = requireReason(facts);
      return say(
        { kind: 'askException', reason, until: day },
        `The team asks for an exception until ${day}: ${reason}`,
      );
    }
    case 'exempt': {
      const asked = standing?.kind === 'askException' ? standing : undefined;
      const day =
        until === undefined
          ? asked?.until
          : requireDay(facts, days.latestException);
      const reason = why ?? asked?.reason ?? requireReason(facts);
      return say(
        { kind: 'exempt', reason, until: day },
        day === undefined ? reason : `Exempted until ${day}: ${reason}`,
      );
    }
    case 'notAConsumer': {
      const reason = requireReason(facts);
      return say({ kind: 'notAConsumer', reason }, reason);
    }
    case 'takeOwnership':
      return {
        kind: 'end',
        ownerRef: standing?.ownerRef,
        reason: `It belongs to ${standing?.ownerRef}${because}`,
      };
    case 'refuse':
      return {
        kind: 'end',
        reason: `${
          standing?.kind === 'askException'
            ? 'The exception is refused'
            : 'It stays with the team'
        }: ${requireReason(facts)}`,
      };
    case 'wakeUp':
      return { kind: 'end', reason: `Woken up${because}` };
    case 'undo':
      return { kind: 'end', reason: `Taken back${because}` };
    case 'handBack':
      return { kind: 'requeue', reason: why ?? 'The team handed it back' };
    default:
      throw new InputError(
        `body.decision: ${JSON.stringify(request.decision)} is no decision`,
      );
  }
}

/** A team that moves it by hand means to keep its day, but nobody ends that for it. */
function say(decision: StandingDecision, reason: string): DecisionPlan {
  const ends = decision.until !== undefined && decision.kind !== 'takeOver';
  return { kind: 'say', decision: { ...decision, ends }, reason };
}

function requireReason({ request }: DecisionFacts, because = ''): string {
  const reason = request.reason?.trim();
  if (!reason) {
    throw new InputError(
      `body.reason: ${JSON.stringify(
        request.reason ?? '',
      )} says nothing, and '${
        request.decision
      }' needs a reason${because}; write why, so that it can be understood later`,
    );
  }
  return reason;
}

function requireDay({ request, days }: DecisionFacts, latest: string): string {
  const { until } = request;
  if (until === undefined || until < days.earliest || until > latest) {
    throw new InputError(
      `body.until: ${JSON.stringify(until ?? '')} is no day from ${
        days.earliest
      } to ${latest} (${days.timeZone}); choose one of these`,
    );
  }
  return until;
}
