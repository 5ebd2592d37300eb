// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('migrations', table => {
    table.comment('One campaign each: from a dataset to its replacement.');
    table.uuid('id').primary();
    table
      .string('name', 63)
      .notNullable()
      .comment('metadata.name of the contract');
    table.text('title').notNullable();
    table.text('description');
    table.text('guide');
    table.string('state', 20).notNullable();
    table.text('state_reason');
    table.timestamp('state_since').notNullable();
    table
      .text('owner_ref')
      .notNullable()
      .comment('Owner of the old dataset when the draft was made');
    table.text('created_by').notNullable();
    table.timestamp('created_at').notNullable();
    table.integer('contract_version').notNullable();
    table.string('required_level', 2).notNullable();
    table.string('deadline', 10).comment('YYYY-MM-DD');
    table
      .boolean('previewing')
      .notNullable()
      .defaultTo(false)
      .comment('Agents may run, nothing is published');
    table.boolean('include_undeclared').notNullable().defaultTo(false);
    table.string('plan_hash', 64);
    table.timestamp('planned_at');
    table
      .text('findings')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: DiscoveryFinding[] of the last plan');
    table.text('readers').comment('JSON: Readers of the last look');
    table
      .timestamp('readers_look_at')
      .comment('When to look for readers next; null for as soon as possible');
    table.index(['state'], 'migrations_state_idx');
    table.index(['created_at', 'id'], 'migrations_created_at_idx');
  });

  await knex.schema.createTable('migration_datasets', table => {
    table.comment('Which datasets a migration moves, for look-ups by entity.');
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.string('entity_ref', 400).notNullable();
    table.string('side', 4).notNullable().comment('from or to');
    table.primary(['migration_id', 'entity_ref', 'side']);
    table.index(['entity_ref'], 'migration_datasets_entity_ref_idx');
  });

  await knex.schema.createTable('contracts', table => {
    table.comment('Versions of mapping contracts; a row never changes.');
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.integer('version').notNullable();
    table.text('text').notNullable().comment('As it was given');
    table.text('contract').notNullable().comment('JSON: MappingContract');
    table.string('created_by', 400).notNullable();
    table.timestamp('created_at').notNullable();
    table.primary(['migration_id', 'version']);
  });

  await knex.schema.createTable('targets', table => {
    table.comment(
      'Units of change: a repository, or the share of an owner in it.',
    );
    table.uuid('id').primary();
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table
      .string('target_key', 700)
      .notNullable()
      .comment(
        'host/owner/name, and #owner for a share; unique in a migration',
      );
    table.string('host', 200).notNullable();
    table.string('repository_owner', 200).notNullable();
    table.string('repository_name', 200).notNullable();
    table.text('repository_url').notNullable().comment('Page for people');
    table
      .text('paths')
      .comment('JSON: string[] of the share; null for the whole repository');
    table
      .text('excluded_paths')
      .comment('JSON: string[] of other shares inside of paths');
    table.string('owner_ref', 400);
    table.integer('hops').notNullable();
    table.boolean('declared').notNullable();
    table.string('state', 20).notNullable();
    table.text('state_reason');
    table.timestamp('state_since').notNullable();
    table
      .integer('generation')
      .notNullable()
      .defaultTo(1)
      .comment(
        'Part of the branch name; goes up when a closed pull request is to be opened again',
      );
    table
      .integer('fence')
      .notNullable()
      .defaultTo(0)
      .comment('Goes up with each claim; a late writer has an older one');
    table.string('lease_owner', 200);
    table.timestamp('lease_expires_at');
    table.timestamp('not_before').notNullable();
    table.integer('attempt_count').notNullable().defaultTo(0);
    table
      .integer('failure_count')
      .notNullable()
      .defaultTo(0)
      .comment('Failures in a row that may pass by themselves');
    table
      .text('conditions')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: TargetCondition[]');
    table
      .uuid('attempt_id')
      .comment('The attempt whose patch and findings count');
    table.unique(['migration_id', 'target_key'], {
      indexName: 'targets_migration_key_idx',
    });
    table.index(['state', 'not_before'], 'targets_state_not_before_idx');
    table.index(['owner_ref'], 'targets_owner_ref_idx');
    table.index(['migration_id', 'state'], 'targets_migration_state_idx');
  });

  await knex.schema.createTable('target_entities', table => {
    table.comment('Entities whose code a target covers.');
    table
      .uuid('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.string('entity_ref', 400).notNullable();
    table.primary(['target_id', 'entity_ref']);
    table.index(['entity_ref'], 'target_entities_entity_ref_idx');
  });

  await knex.schema.createTable('consumers', table => {
    table.comment('Who reads the dataset, as the last plan found it.');
    table.uuid('id').primary();
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.integer('position').notNullable().comment('By hops and then by name');
    table.string('entity_ref', 400);
    table.text('title').notNullable();
    table.string('owner_ref', 400);
    table.text('repository').comment('host/owner/name');
    table.text('path');
    table.integer('hops').notNullable();
    table.boolean('declared').notNullable();
    table.boolean('included').notNullable();
    table.uuid('target_id');
    table.text('problem').comment('Why it has no target');
    table.text('evidence').notNullable().comment('JSON: ConsumerEvidence[]');
    table.unique(['migration_id', 'position'], {
      indexName: 'consumers_migration_position_idx',
    });
  });

  await knex.schema.createTable('attempts', table => {
    table.comment('Runs of agents; append-only but for their end.');
    table.uuid('id').primary();
    table
      .uuid('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.integer('number').notNullable();
    table.integer('fence').notNullable();
    table.string('agent', 100).notNullable();
    table.string('worker', 200).notNullable();
    table
      .string('state', 20)
      .notNullable()
      .comment('running, succeeded, failed or lost');
    table.timestamp('started_at').notNullable();
    table.timestamp('ended_at');
    table.integer('contract_version').notNullable();
    table.string('base_sha', 64);
    table.text('patch', 'longtext').comment('Unified diff as git prints it');
    table.string('patch_hash', 64);
    table
      .text('files', 'longtext')
      .comment(
        'JSON: changed files as [{ path, mode, contentBase64 }] to publish; null when deleted',
      );
    table.integer('files_changed');
    table.integer('lines_added');
    table.integer('lines_removed');
    table
      .text('findings')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: Finding[]');
    table.text('notes').notNullable().defaultTo('[]').comment('JSON: string[]');
    table.text('evidence').comment('JSON: Evidence');
    table.text('error');
    table.unique(['target_id', 'number'], {
      indexName: 'attempts_target_number_idx',
    });
    table.unique(['target_id', 'fence'], {
      indexName: 'attempts_target_fence_idx',
    });
    table.index(['state'], 'attempts_state_idx');
  });

  await knex.schema.createTable('pull_requests', table => {
    table.comment(
      'Pull requests that Skein opened or adopted; one for each target and generation.',
    );
    table.uuid('id').primary();
    table
      .uuid('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.integer('generation').notNullable();
    table.string('host', 200).notNullable();
    table.string('repository_owner', 200).notNullable();
    table.string('repository_name', 200).notNullable();
    table.integer('number').notNullable();
    table.text('url').notNullable();
    table.text('title').notNullable();
    table.text('branch').notNullable();
    table.string('head_sha', 64).notNullable();
    table
      .string('pushed_sha', 64)
      .comment(
        'The commit that Skein pushed; another head means that a human pushed',
      );
    table.string('state', 10).notNullable().comment('open, merged or closed');
    table
      .text('checks')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: CheckRun[]');
    table
      .text('reviews')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: Review[]');
    table.boolean('conflict');
    table.timestamp('merged_at');
    table.timestamp('closed_at');
    table.timestamp('observed_at').notNullable();
    table
      .timestamp('look_at')
      .notNullable()
      .comment('When the poller looks next; a webhook brings it forward');
    table.unique(['target_id', 'generation'], {
      indexName: 'pull_requests_target_generation_idx',
    });
    table.index(
      ['host', 'repository_owner', 'repository_name', 'number'],
      'pull_requests_number_idx',
    );
    table.index(
      ['host', 'repository_owner', 'repository_name', 'head_sha'],
      'pull_requests_head_idx',
    );
    table.index(['state', 'look_at'], 'pull_requests_look_at_idx');
  });

  await knex.schema.createTable('events', table => {
    table.comment('What happened; append-only.');
    table.bigIncrements('id');
    table
      .uuid('migration_id')
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.uuid('target_id');
    table.timestamp('at').notNullable();
    table
      .string('actor', 400)
      .notNullable()
      .comment('Entity reference, skein, or the id of a code host');
    table.string('kind', 60).notNullable();
    table.string('from_state', 20);
    table.string('to_state', 20);
    table.text('reason');
    table.index(['migration_id', 'id'], 'events_migration_idx');
    table.index(['target_id', 'id'], 'events_target_idx');
  });

  await knex.schema.createTable('webhook_deliveries', table => {
    table.comment('Webhooks by delivery id, so that one counts once.');
    table.bigIncrements('id');
    table.string('host_id', 60).notNullable();
    table.string('delivery_id', 200).notNullable();
    table.string('event', 60).notNullable();
    table.timestamp('received_at').notNullable();
    table.unique(['host_id', 'delivery_id'], {
      indexName: 'webhook_deliveries_delivery_idx',
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'webhook_deliveries',
    'events',
    'pull_requests',
    'attempts',
    'consumers',
    'target_entities',
    'targets',
    'contracts',
    'migration_datasets',
    'migrations',
  ]) {
    await knex.schema.dropTable(table);
  }
};
