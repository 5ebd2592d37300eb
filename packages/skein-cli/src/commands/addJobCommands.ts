import type {
  CreateJobRequest,
  DecisionKind,
  FailureClass,
  Job,
  TargetAction,
  TargetCondition,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { EXIT_CODES, type ExitCode } from '../exitCodes';
import { fieldsOf } from '../migrations/fieldsOf';
import { renderJob, renderJobCheck } from '../migrations/renderJob';
import { renderTable } from '../migrations/renderTable';
import { watchJob } from '../migrations/watchJob';
import { numberOf } from '../numberOf';
import { UsageError } from '../UsageError';
import type {
  MigrationCommandContext,
  MigrationFlags,
} from './MigrationCommandContext';

interface ActFlags extends MigrationFlags {
  target?: string[];
  all?: boolean;
  state?: TargetState[];
  owner?: string;
  text?: string;
  decision?: DecisionKind[];
  wave?: string;
  condition?: TargetCondition;
  class?: FailureClass;
  reason?: string;
  until?: string;
  to?: string;
  agent?: string;
  every: string;
  wait: boolean;
  dryRun?: boolean;
  yes?: boolean;
}

/** Above this, it has to be said that so many targets are meant. */
const MOST_WITHOUT_YES = 10;

/** `skein migrations act`, `jobs` and `cancel-job`. */
export function addJobCommands(
  context: MigrationCommandContext,
  onExit: (code: ExitCode) => void,
): void {
  context
    .add('act', 'Does to many targets what can be done to one, and waits.')
    .argument('<ACT>', 'retry, or a decision such as snooze, takeOver, undo')
    .argument('<ID>', 'of the migration')
    .option('--target <ID...>', 'these targets')
    .option('--all', 'all targets of the migration')
    .option('--state <STATE...>', 'those in one of these states')
    .option('--owner <REF>', 'those of this group or user')
    .option('--text <TEXT>', 'part of the name of a repository or an owner')
    .option('--decision <KIND...>', 'those of which this was said')
    .option('--wave <N>', 'those of this wave')
    .option('--condition <CONDITION>', 'those with this condition')
    .option('--class <CLASS>', 'those whose last failure was of this class')
    .option('--reason <TEXT>', 'for the history that people read')
    .option('--until <DAY>', 'YYYY-MM-DD, where a day is needed')
    .option('--to <REF>', 'whose the code is, for notOurs')
    .option('--agent <ID>', 'the only agent that is to run, for retry')
    .option('--every <SECONDS>', 'between two looks', '2')
    .option('--no-wait', 'only begin; jobs tells how far it is')
    .option('--dry-run', 'count only')
    .option('--yes', `also for more than ${MOST_WITHOUT_YES} targets`)
    .addHelpText(
      'after',
      '\nExit code: 0 done for all, 2 some are left as they are, 1 error.',
    )
    .action(async (act: TargetAction, migrationId: string, flags: ActFlags) => {
      const api = context.connect(flags);
      const every = numberOf('--every', flags.every);
      const request = { migrationId, ...requestOf(act, flags) };
      const check = await api.checkJob(request);
      if (flags.dryRun) {
        context.print(flags, check, () => renderJobCheck(check));
        return;
      }
      if (check.acted > MOST_WITHOUT_YES && !flags.yes) {
        throw new UsageError({
          field: '--yes',
          value: '',
          mend: `is missing: this changes ${check.acted} targets; say --yes if you mean it, or look with --dry-run`,
        });
      }
      const job = await api.createJob(request);
      const tell = (seen: Job) =>
        context.print(flags, seen, () => renderJob(seen));
      if (!flags.wait) {
        context.print(flags, job, () => `${job.id}\n`);
        return;
      }
      onExit(
        exitCodeOfJob(await watchJob({ api, job, every, onChange: tell })),
      );
    });

  context
    .addReading('jobs', 'Lists acts on many targets, the newest first.')
    .argument('<ID>', 'of the migration')
    .action(async (migrationId: string, flags: MigrationFlags) => {
      const answer = await context
        .connect(flags)
        .listJobs({ migrationId }, { fields: fieldsOf(flags.fields) });
      context.printRead(flags, answer, {
        rows: answer.items,
        render: () =>
          renderTable(
            [
              { title: 'ID', value: ({ id }) => id },
              { title: 'ACT', value: ({ act }) => act },
              { title: 'STATE', value: ({ state }) => state },
              { title: 'ASKED', value: ({ done, of }) => `${done} of ${of}` },
              { title: 'DONE', value: ({ acted }) => acted },
              { title: 'ASKED BY', value: ({ createdBy }) => createdBy },
            ],
            answer.items,
          ),
      });
    });

  context
    .add('cancel-job', 'Ends an act on many targets before it is through.')
    .argument('<JOB>', 'as jobs lists it')
    .option('--reason <TEXT>', 'for the history that people read')
    .option('--dry-run', 'show what would come of it')
    .action(
      async (
        jobId: string,
        flags: MigrationFlags & { reason?: string; dryRun?: boolean },
      ) => {
        const { reason, dryRun } = flags;
        const job = await context
          .connect(flags)
          .cancelJob({ jobId, reason, dryRun });
        context.print(flags, job, () => renderJob(job));
      },
    );
}

/** Nobody means all targets by saying nothing. */
function requestOf(act: TargetAction, flags: ActFlags): CreateJobRequest {
  const { target, all, reason, until, agent, to: ownerRef } = flags;
  const filter = {
    state: flags.state,
    ownerRef: flags.owner,
    text: flags.text,
    decision: flags.decision,
    wave: flags.wave === undefined ? undefined : numberOf('--wave', flags.wave),
    condition: flags.condition,
    failureClass: flags.class,
  };
  const isNarrowed = Object.values(filter).some(value => value !== undefined);
  if ([target, all, isNarrowed || undefined].filter(Boolean).length !== 1) {
    throw new UsageError({
      field: '--all',
      value: '',
      mend: 'or another choice is needed: name targets with --target, or narrow them with --state and the like, or say --all; only one of these',
    });
  }
  return {
    act,
    ...(target ? { targetIds: target } : { filter }),
    reason,
    until,
    ownerRef,
    agent,
  };
}

function exitCodeOfJob({ acted, of }: Job): ExitCode {
  return acted === of ? EXIT_CODES.proved : EXIT_CODES.left;
}
