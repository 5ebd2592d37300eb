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
      'generation', target -> 'generation',
      'wave', target -> 'wave'
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
  create table chaos.budgets (
    resource text primary key,
    takes bigint not null,
    lowest double precision not null
  );
  create function chaos.record_budget() returns trigger language plpgsql as $$
  begin
    insert into chaos.budgets as known values (new.resource, 1, new.tokens)
    on conflict (resource) do update
      set takes = known.takes + 1, lowest = least(known.lowest, new.tokens);
    return null;
  end $$;
  create trigger chaos_budgets after insert or update on code_host_budgets
    for each row execute function chaos.record_budget();
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

/** How often each budget was touched, and the lowest that it ever was. */
export async function readBudgets(ledger) {
  return ledger.query('select * from chaos.budgets order by resource');
}
