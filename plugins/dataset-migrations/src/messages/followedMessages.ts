/** What became of an entity of the catalog that describes a migration. */
export const followedMessages = {
  cardTitle: 'Migration',
  waiting:
    'Skein has not looked at this entity yet. Within a minute it makes a draft of it, or says here why not.',
  none: 'No migration came of this entity.',
  refused: 'It cannot be followed as it stands',
  gone: 'It is gone from the catalog, as far as Skein knows. The migration goes on as it stands.',
  followed:
    'The migration follows this entity: what the file changes is changed there. It is started by a person.',
  over: 'The migration has ended. When the file changes, another draft is made.',
};
