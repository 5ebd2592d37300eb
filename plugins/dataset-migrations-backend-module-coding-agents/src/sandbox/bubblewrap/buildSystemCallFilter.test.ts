import { buildSystemCallFilter } from './buildSystemCallFilter';

const X64 = 0xc000003e;
const I386 = 0x40000003;

/** Runs a filter as the kernel would. */
function judge(filter: Buffer, machine: number, number: number): number {
  let accumulator = 0;
  for (let at = 0; ; at += 8) {
    const [code, whenSo, whenNot, value] = [
      filter.readUInt16LE(at),
      filter.readUInt8(at + 2),
      filter.readUInt8(at + 3),
      filter.readUInt32LE(at + 4),
    ];
    switch (code) {
      case 0x20:
        accumulator = value === 4 ? machine : number;
        break;
      case 0x15:
        at += 8 * (accumulator === value ? whenSo : whenNot);
        break;
      case 0x35:
        at += 8 * (accumulator >= value ? whenSo : whenNot);
        break;
      default:
        return value;
    }
  }
}

describe('buildSystemCallFilter', () => {
  const filter = buildSystemCallFilter('x64')!;
  const ALLOW = 0x7fff0000;
  const NOT_PERMITTED = 0x00050001;
  const KILL = 0x80000000;

  it.each([
    ['read', X64, 0, ALLOW],
    ['clone3', X64, 435, ALLOW],
    ['pivot_root, the first of the list', X64, 155, NOT_PERMITTED],
    ['keyctl', X64, 250, NOT_PERMITTED],
    ['io_uring_register, the last of the list', X64, 427, NOT_PERMITTED],
    ['what comes after it', X64, 428, ALLOW],
    ['a call by the numbers of x32', X64, 0x40000000 + 250, NOT_PERMITTED],
    ['a call of another machine', I386, 3, KILL],
  ])('%s', (_name, machine, number, verdict) =>
    expect(judge(filter, machine, number)).toBe(verdict),
  );

  it('is not there for machines whose numbers are not known', () => {
    expect(buildSystemCallFilter('riscv64')).toBeUndefined();
  });
});
