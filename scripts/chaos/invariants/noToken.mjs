/** I11 */
export const noToken = {
  id: 'I11',
  sentence:
    'no token stands in a log, the database, the arguments of a process, or the text of a commit or pull request',
  check({ leaks }) {
    return {
      checked: `logs, tables, texts, and the process table ${leaks.argumentLooks} times`,
      violations: leaks.found,
    };
  },
};
