import { fieldProblems } from './fieldProblems';

const FIELDS = ['title', 'url', 'kinds'];

function sorted(message: string) {
  const { fields, others } = fieldProblems(new Error(message), FIELDS);
  return { fields: Object.fromEntries(fields), others };
}

describe('fieldProblems', () => {
  it('puts each problem to its field, also those of what is in it', () => {
    expect(
      sorted(
        'body.title: "" is too short\nbody.kinds.0: "x" is none\nbody.kinds.1: "y" is none',
      ),
    ).toEqual({
      fields: { title: '"" is too short', kinds: '"x" is none "y" is none' },
      others: [],
    });
  });

  it('leaves what names no field of the form', () => {
    expect(sorted('body.other: is not known\nThe database is away')).toEqual({
      fields: {},
      others: ['body.other: is not known', 'The database is away'],
    });
  });

  it('finds nothing wrong without an error', () => {
    const { fields, others } = fieldProblems(undefined, FIELDS);
    expect([fields.size, others]).toEqual([0, []]);
  });
});
