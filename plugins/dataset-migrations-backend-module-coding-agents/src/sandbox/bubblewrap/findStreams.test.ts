import { open } from 'node:fs/promises';
import { planStreams } from './findStreams';
import { listInheritedDescriptors } from './listInheritedDescriptors';

describe('planStreams', () => {
  it('puts nothing behind the descriptors that the backend was started with', () => {
    const streams = planStreams([4, 10, 12], 30);
    expect(streams).toEqual([
      ...Array.from({ length: 9 }, () => 'pipe'),
      'ignore',
      30,
      'ignore',
      30,
    ]);
  });
});

describe('listInheritedDescriptors', () => {
  it('leaves out the usual three and what Node has opened, which the kernel closes', async () => {
    const file = await open('/dev/null');
    const inherited = await listInheritedDescriptors();
    await file.close();
    expect(inherited).not.toContain(file.fd);
    expect(inherited.filter(descriptor => descriptor < 3)).toEqual([]);
  });
});
