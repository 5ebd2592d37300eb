import { ConfigReader } from '@backstage/config';
import { readNoticePolicy } from './readNoticePolicy';

const read = (notifications: {
  digestMinutes?: number;
  deadlineDays?: number[];
}) => readNoticePolicy(new ConfigReader({ notifications }));

describe('readNoticePolicy', () => {
  it('has a default for all, and takes what is configured', () => {
    expect(readNoticePolicy(undefined)).toEqual({
      digestMinutes: 60,
      deadlineDays: [7, 1],
    });
    expect(read({ digestMinutes: 0, deadlineDays: [] })).toEqual({
      digestMinutes: 0,
      deadlineDays: [],
    });
  });

  it.each([
    [
      { digestMinutes: -1 },
      /digestMinutes is -1; give a whole number from 0 to 10080/,
    ],
    [
      { deadlineDays: [7, 61] },
      /deadlineDays is 61; give a whole number from 0 to 60/,
    ],
    [{ deadlineDays: [1, 2, 3, 4, 5, 6] }, /give a list of up to 5/],
  ])('refuses %j', (values, message) => {
    expect(() => read(values)).toThrow(message);
  });
});
