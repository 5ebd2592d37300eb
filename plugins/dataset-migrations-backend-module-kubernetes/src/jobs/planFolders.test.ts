import { planFolders, type Place } from './planFolders';

const ALWAYS = ['/home/sandbox', '/skein/session', '/tmp'];

it.each<[string, Place[], string[]]>([
  ['nothing', [], ALWAYS],
  [
    'a checkout',
    [{ target: '/checkout', kind: 'folder' }],
    ['/checkout', ...ALWAYS],
  ],
  [
    'files and sockets, which need the folder around them',
    [
      { target: '/skein/bridge.cjs', kind: 'file' },
      { target: '/skein/model.sock', kind: 'file' },
      { target: '/skein/home', kind: 'folder' },
    ],
    ['/home/sandbox', '/skein', '/tmp'],
  ],
  [
    'a cache in the home folder, which is there already',
    [{ target: '/home/sandbox/.m2/repository', kind: 'folder' }],
    ALWAYS,
  ],
])('for %s', (_case, places, folders) => {
  expect(planFolders(places)).toEqual(folders);
});
