import { isSigned } from '../__testUtils__/Receiver';
import { signMessage } from './signMessage';

// the vector that libraries of Standard Webhooks are tested with
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
};
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('signMessage', () => {
  it('signs as the specification says', () => {
    expect(signMessage(MESSAGE, [SECRET])).toEqual({
      'webhook-id': MESSAGE.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': SIGNATURE,
    });
  });

  it('signs with each secret that is in force', () => {
    const other = `whsec_${Buffer.from('another').toString('base64')}`;

    const headers = signMessage(MESSAGE, [other, SECRET]);

    expect(headers['webhook-signature'].split(' ')).toEqual([
      expect.stringMatching(/^v1,/),
      SIGNATURE,
    ]);
  });

  it('is not what a changed message would be signed as', () => {
    const headers = signMessage(MESSAGE, [SECRET]);

    expect(isSigned({ headers, body: MESSAGE.body }, SECRET)).toBe(true);
    expect(isSigned({ headers, body: '{"test": 1}' }, SECRET)).toBe(false);
    expect(
      isSigned(
        {
          headers: { ...headers, 'webhook-timestamp': '1614265331' },
          body: MESSAGE.body,
        },
        SECRET,
      ),
    ).toBe(false);
  });
});
