import type {
  MigrationCommandContext,
  MigrationFlags,
} from './MigrationCommandContext';

interface TransferFlags extends MigrationFlags {
  owner?: string;
  coOwner: string[];
  notCoOwner: string[];
  reason?: string;
  dryRun?: boolean;
}

/** `skein migrations transfer`. */
export function addTransferCommand(context: MigrationCommandContext): void {
  const named = (ref: string, before: string[]) => [...before, ref];
  context
    .add('transfer', 'Hands a migration over, or says who runs it too.')
    .argument('<ID>', 'of the migration')
    .option('--owner <REF>', 'group or user that is to own it')
    .option('--co-owner <REF>', 'is to run it too; may be repeated', named, [])
    .option('--not-co-owner <REF>', 'is not to, any more', named, [])
    .option('--reason <TEXT>', 'for the history that people read')
    .option('--dry-run', 'show what would come of it')
    .action(async (migrationId: string, flags: TransferFlags) => {
      const { owner, coOwner, notCoOwner, reason, dryRun } = flags;
      const api = context.connect(flags);
      let ifMatch: string | undefined;
      const before = await api.getMigration(
        { migrationId },
        { onEntityTag: tag => (ifMatch = tag) },
      );
      const coOwnerRefs = [...new Set([...before.coOwnerRefs, ...coOwner])];
      context.printMigration(
        flags,
        // what somebody else has set meanwhile is not overwritten
        await api.setOwners(
          {
            migrationId,
            ownerRef: owner ?? before.ownerRef,
            coOwnerRefs: coOwnerRefs.filter(ref => !notCoOwner.includes(ref)),
            reason,
            dryRun,
          },
          { ifMatch },
        ),
      );
    });
}
