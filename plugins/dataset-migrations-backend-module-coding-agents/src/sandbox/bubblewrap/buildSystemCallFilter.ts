/** Numbers of system calls and of the machine, as the kernel's headers have them. */
interface Machine {
  /** AUDIT_ARCH_*, which a filter sees. */
  audit: number;
  refused: Record<string, number>;
}

/**
 * What no agent and no check has a use for, and what holes in the kernel were found behind: the keys of other processes of the user,
 * programs for the kernel, its asynchronous queues, namespaces and mounts.
 */
const MACHINES: Partial<Record<NodeJS.Architecture, Machine>> = {
  x64: {
    audit: 0xc000003e,
    refused: {
      pivot_root: 155,
      acct: 163,
      mount: 165,
      umount2: 166,
      swapon: 167,
      init_module: 175,
      delete_module: 176,
      quotactl: 179,
      kexec_load: 246,
      add_key: 248,
      request_key: 249,
      keyctl: 250,
      unshare: 272,
      perf_event_open: 298,
      open_by_handle_at: 304,
      setns: 308,
      finit_module: 313,
      kexec_file_load: 320,
      bpf: 321,
      userfaultfd: 323,
      io_uring_setup: 425,
      io_uring_enter: 426,
      io_uring_register: 427,
    },
  },
  arm64: {
    audit: 0xc00000b7,
    refused: {
      umount2: 39,
      mount: 40,
      pivot_root: 41,
      quotactl: 60,
      acct: 89,
      unshare: 97,
      kexec_load: 104,
      init_module: 105,
      delete_module: 106,
      add_key: 217,
      request_key: 218,
      keyctl: 219,
      swapon: 224,
      perf_event_open: 241,
      open_by_handle_at: 265,
      setns: 268,
      finit_module: 273,
      bpf: 280,
      userfaultfd: 282,
      kexec_file_load: 294,
      io_uring_setup: 425,
      io_uring_enter: 426,
      io_uring_register: 427,
    },
  },
};

/** Of the data that a filter is given. */
const NUMBER_OFFSET = 0;
const MACHINE_OFFSET = 4;

const LOAD_WORD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const JUMP_IF_AT_LEAST = 0x35;
const RETURN = 0x06;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const NOT_PERMITTED = 0x00050001;
/** From here on are the system calls of another way to use the same machine (x32). */
const FOREIGN_NUMBERS = 0x40000000;

const INSTRUCTION_BYTES = 8;

/** One instruction: what to do, how many to skip when so and when not so, and a value. */
type Instruction = [
  code: number,
  whenSo: number,
  whenNot: number,
  value: number,
];

/**
 * A filter for the kernel (seccomp) that refuses some system calls as if the user had no right to them, and ends whoever uses those of
 * another machine; undefined where the numbers are not known.
 */
export function buildSystemCallFilter(
  architecture: NodeJS.Architecture,
): Buffer | undefined {
  const machine = MACHINES[architecture];
  if (!machine) {
    return undefined;
  }
  const refused = Object.values(machine.refused);
  const instructions: Instruction[] = [
    [LOAD_WORD, 0, 0, MACHINE_OFFSET],
    [JUMP_IF_EQUAL, 1, 0, machine.audit],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD_WORD, 0, 0, NUMBER_OFFSET],
    [JUMP_IF_AT_LEAST, refused.length + 1, 0, FOREIGN_NUMBERS],
    ...refused.map(
      (number, index): Instruction => [
        JUMP_IF_EQUAL,
        refused.length - index,
        0,
        number,
      ],
    ),
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, NOT_PERMITTED],
  ];
  const filter = Buffer.alloc(instructions.length * INSTRUCTION_BYTES);
  instructions.forEach(([code, whenSo, whenNot, value], index) => {
    const at = index * INSTRUCTION_BYTES;
    filter.writeUInt16LE(code, at);
    filter.writeUInt8(whenSo, at + 2);
    filter.writeUInt8(whenNot, at + 3);
    filter.writeUInt32LE(value, at + 4);
  });
  return filter;
}
