import { stringify } from 'yaml';
import { renderContractProblems } from '../contract';
import { contractDocument } from '../contract/__fixtures__/contractDocument';
import { parseDatasetMigration } from './parseDatasetMigration';

const CONTRACT = contractDocument();

function document(changes: {
  root?: object;
  metadata?: object;
  spec?: object;
}): unknown {
  return {
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'DatasetMigration',
    metadata: { name: 'user-activity-v2', ...changes.metadata },
    spec: {
      owner: 'growth-data',
      contract: stringify(CONTRACT),
      ...changes.spec,
    },
    ...changes.root,
  };
}

function problemsOf(changes: Parameters<typeof document>[0]): string {
  const { problems } = parseDatasetMigration(document(changes));
  return renderContractProblems(problems ?? []);
}

describe('parseDatasetMigration', () => {
  it('reads what is wanted from a file', () => {
    const { wanted } = parseDatasetMigration(
      document({ spec: { requiredLevel: 'E3', deadline: '2027-01-15' } }),
    );
    expect(wanted).toMatchObject({
      name: 'user-activity-v2',
      ownerRef: 'group:default/growth-data',
      contractText: stringify(CONTRACT),
      contract: { kind: 'MappingContract' },
      settings: { requiredLevel: 'E3', deadline: '2027-01-15' },
    });
  });

  it('reads the same from an entity of the catalog, and from a contract that is written out', () => {
    const asText = parseDatasetMigration(document({})).wanted;
    const asEntity = parseDatasetMigration(
      document({
        metadata: { uid: '1', etag: '2', namespace: 'default', labels: {} },
        root: { relations: [], status: {} },
        spec: { contract: CONTRACT },
      }),
    ).wanted;
    expect(asEntity).toEqual(asText);
  });

  it('takes the owner for one of the namespace of the document', () => {
    const { wanted } = parseDatasetMigration(
      document({ metadata: { namespace: 'sales' } }),
    );
    expect(wanted?.ownerRef).toBe('group:sales/growth-data');
  });

  it.each<[string, Parameters<typeof document>[0], string]>([
    [
      'another version',
      { root: { apiVersion: 'skein.dev/v2' } },
      'apiVersion: "skein.dev/v2" must be skein.dev/v1alpha1',
    ],
    [
      'no owner',
      { spec: { owner: undefined } },
      'spec.owner: is missing; it must be text',
    ],
    [
      'an owner that nobody can be',
      { spec: { owner: 'resource:default/x' } },
      'spec.owner: "resource:default/x" is neither a group nor a user; write its reference, such as group:default/finance',
    ],
    [
      'a key with a slip',
      { spec: { dedline: '2027-01-15' } },
      'spec.dedline: "2027-01-15" is not a known key; did you mean deadline?',
    ],
    [
      'no day',
      { spec: { deadline: 'soon' } },
      'spec.deadline: "soon" must be a day, such as 2027-01-15',
    ],
    [
      'a level that there is not',
      { spec: { requiredLevel: 'E9' } },
      'spec.requiredLevel: "E9" must be one of E0, E1, E2, E3, E4, E5, E6; did you mean E0?',
    ],
    [
      'another name than that of the contract',
      { metadata: { name: 'another' } },
      'metadata.name: "another" is not the name of its contract, which is "user-activity-v2"; write the same name in both',
    ],
    [
      'no contract',
      { spec: { contract: undefined } },
      'spec.contract: is missing; write { $text: ./contract.yaml } with the file beside this one, or the contract itself',
    ],
    [
      'the name of a file in place of a contract',
      { spec: { contract: 'user-activity-v2.yaml' } },
      'spec.contract: "user-activity-v2.yaml" is the name of a file; write { $text: ./user-activity-v2.yaml }',
    ],
    [
      'a file that nobody has read',
      { spec: { contract: { $txet: './contract.yaml' } } },
      'spec.contract: "{\\"$txet\\":\\"./contract.yaml\\"}" is no mapping contract; write { $text: ./contract.yaml } with the file beside this one, or the contract itself',
    ],
    [
      'a contract with a fault',
      { spec: { contract: { ...CONTRACT, kind: 'MapingContract' } } },
      'spec.contract: kind: "MapingContract" must be MappingContract',
    ],
    [
      'a contract that is no YAML',
      { spec: { contract: 'a: [' } },
      'spec.contract: line 1, column 5: is not valid YAML or JSON: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  ])('refuses %s', (_, changes, problem) => {
    expect(problemsOf(changes)).toBe(problem);
  });

  it('says all at once, also of the contract', () => {
    expect(
      problemsOf({
        spec: { owner: '', contract: 'kind: x', judgeMode: 'kind' },
      }).split('\n').length,
    ).toBeGreaterThan(4);
  });

  it.each([null, 7, 'text', [], {}])('refuses %j', value => {
    expect(parseDatasetMigration(value).problems).not.toHaveLength(0);
  });
});
