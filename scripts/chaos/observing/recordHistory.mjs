const STATEMENTS = `
  create schema chaos;
  create table chaos.target_history (
    id bigserial primary key,
    at timestamptz not null default clock_timestamp(),
    writer text not null default current_setting('application_name'),
    target_id uuid not null,
    before jsonb,
    after jsonb not null
  );
  create function chaos.facts(target jsonb) returns jsonb language sql immutable as $$
    select jsonb_build_object(
      'migration', target -> 'migration_id',
      'state', target -> 'state',
      'fence', target -> 'fence',
      'owner', target -> 'lease_owner',
      'expiresAt', extract(epoch from (target ->> 'lease_expires_at')::timestamptz) * 1000,
      'generation', target -> 'generation'
    )
  $$;
  create function chaos.record_target() returns trigger language plpgsql as $$
  begin
    insert into chaos.target_history (target_id, before, after) values (
      new.id,
      case when tg_op = 'UPDATE' then chaos.facts(to_jsonb(old)) end,
      chaos.facts(to_jsonb(new))
    );
    return null;
  end $$;
  create trigger chaos_history after insert or update on targets
    for each row execute function chaos.record_target();
`;

/**
 * Lets the database itself write down each change of a target: what was before and after, when by its own clock, and which
 * boot of which replica did it. That is a witness which no replica can get round.
 */
export async function recordHistory(ledger) {
  await ledger.query(STATEMENTS);
}

/** The history so far, oldest first. */
export async function readHistory(ledger) {
  const rows = await ledger.query(
    'select * from chaos.target_history order by id',
  );
  return rows.map(({ target_id: targetId, ...row }) => ({ targetId, ...row }));
}
