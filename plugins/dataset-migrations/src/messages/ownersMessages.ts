/** Who owns a migration, and who runs it beside the owner. */
export const ownersMessages = {
  open: 'Owner and co-owners…',
  title: 'Owner and co-owners',
  text: 'The owner decides about this migration and is who teams ask. Co-owners may do all that the owner may, but hand it over. Whoever is named anew is told.',
  owner: 'Owner',
  coOwners: 'Co-owners',
  coOwnersHelp: 'Groups or users, such as group:default/finance.',
  help: 'A group or user of the catalog, such as group:default/finance.',
  missing:
    'Say whose: a group or user of the catalog, such as group:default/finance.',
  add: 'Add',
  none: 'None yet.',
  stays: '{{owner}} stays a co-owner',
  handOver: 'Hand over to {{owner}}',
  save: 'Save',
} as const;
