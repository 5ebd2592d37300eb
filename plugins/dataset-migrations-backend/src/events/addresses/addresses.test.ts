import fc from 'fast-check';
import { TEST_WEBHOOK_POLICY } from '../../tests/TEST_WEBHOOK_POLICY';
import { createNetworks, isPublicAddress } from './isPublicAddress';
import { parseReceiverUrl } from './parseReceiverUrl';
import { resolveReceiver } from './resolveReceiver';

const STRICT = { allowHttp: false, allowedNetworks: createNetworks([]) };

/** However they are written, these lead to this machine, to a network of one's own or to a cloud's metadata. */
const FORBIDDEN_URLS = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://100.100.100.200/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://192.0.2.1/',
  'https://[::]/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[::ffff:169.254.169.254]/',
  'https://[::127.0.0.1]/',
  'https://[fe80::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[ff02::1]/',
  'https://[64:ff9b::10.0.0.1]/',
  'https://[2002:0a00:0001::]/',
  'https://[2001::1]/',
  'https://[2001:db8::1]/',
];

const NO_URLS = [
  '',
  'hooks.example',
  'http://hooks.example/',
  'ftp://hooks.example/',
  'file:///etc/passwd',
  'data:text/plain,x',
  'https://user@hooks.example/',
  'https://user:password@hooks.example/',
  'https://hooks.example@127.0.0.1/',
];

describe('addresses of receivers', () => {
  it.each(FORBIDDEN_URLS)('%s is refused', url => {
    expect(() => parseReceiverUrl(url, STRICT)).toThrow(
      /^body\.url: .* which is not public; give a public address/,
    );
  });

  it.each(NO_URLS)('%s is no address to send something to', url => {
    expect(() => parseReceiverUrl(url, STRICT)).toThrow(/^body\.url: /);
  });

  it.each([
    'https://hooks.example/skein?key=1',
    'https://hooks.example:8443/',
    'https://93.184.215.14/',
    'https://[2606:4700::1111]/',
  ])('%s is a good one', url => {
    expect(parseReceiverUrl(url, STRICT).href).toBe(url);
  });

  it('takes what the configuration allows, and nothing beside', () => {
    const policy = {
      allowHttp: true,
      allowedNetworks: createNetworks([['10.20.0.0', 16]]),
    };
    expect(parseReceiverUrl('http://10.20.3.4/', policy).hostname).toBe(
      '10.20.3.4',
    );
    expect(() => parseReceiverUrl('http://10.21.3.4/', policy)).toThrow();
    expect(
      parseReceiverUrl('http://[::ffff:10.20.3.4]/', policy).hostname,
    ).toBe('[::ffff:a14:304]');
  });

  it('takes no address of a network of one’s own for a public one', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const own = fc.oneof(
      fc.tuple(fc.constant(10), byte, byte, byte),
      fc.tuple(fc.constant(127), byte, byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
    );
    fc.assert(
      fc.property(own, bytes => {
        const address = bytes.join('.');
        expect(isPublicAddress(address)).toBe(false);
        expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
      }),
    );
  });

  it('takes a name by what it stands for, all of it', async () => {
    const url = new URL('https://hooks.example/');
    const standsFor =
      (...addresses: string[]) =>
      async () =>
        addresses.map(address => ({
          address,
          family: address.includes(':') ? 6 : 4,
        }));

    await expect(
      resolveReceiver(url, STRICT, standsFor('93.184.215.14')),
    ).resolves.toEqual({ address: '93.184.215.14', family: 4 });
    await expect(
      resolveReceiver(url, STRICT, standsFor('169.254.169.254')),
    ).rejects.toThrow('hooks.example leads to 169.254.169.254');
    await expect(
      resolveReceiver(url, STRICT, standsFor('93.184.215.14', '::1')),
    ).rejects.toThrow('hooks.example leads to ::1');
    await expect(resolveReceiver(url, STRICT, standsFor())).rejects.toThrow(
      'hooks.example has no address',
    );
  });

  it('takes no address that was allowed before and is not any more', async () => {
    await expect(
      resolveReceiver(new URL('http://hooks.example/'), STRICT, async () => [
        { address: '93.184.215.14', family: 4 },
      ]),
    ).rejects.toThrow('http://hooks.example does not begin with https://');
  });

  it('asks nobody for what is an address already', async () => {
    const resolveName = jest.fn();

    await resolveReceiver(
      new URL('http://127.0.0.1/'),
      TEST_WEBHOOK_POLICY,
      resolveName,
    );
    await expect(
      resolveReceiver(new URL('https://[::1]/'), STRICT, resolveName),
    ).rejects.toThrow('::1 leads to ::1, which is not public');

    expect(resolveName).not.toHaveBeenCalled();
  });
});
