import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { stringify } from 'yaml';
import type { ContractProblem, MappingContract } from '../contract';
import { parseContract } from '../contract';
import { renderShapeProblems } from '../contract/renderShapeProblems';
import { isObject } from '../contract/valueAt';
import {
  datasetMigrationSchema,
  type DatasetMigrationSettings,
} from './datasetMigrationSchema';

/**
 * What a document wants a migration to be.
 * @public
 */
export interface WantedDatasetMigration {
  /** Also that of the contract. */
  name: string;
  /** Full reference of the group or user that is to own it. */
  ownerRef: string;
  /** The mapping contract as text, which is what is stored. */
  contractText: string;
  contract: MappingContract;
  settings: DatasetMigrationSettings;
}

/**
 * A migration as a document wants it, or all that is wrong with the document.
 * @public
 */
export type ParseDatasetMigrationResult =
  | { wanted: WantedDatasetMigration; problems?: undefined }
  | { wanted?: undefined; problems: ContractProblem[] };

/**
 * Reads a document of the kind DatasetMigration, from a file or from the catalog. Files that it names by `$text` or `$yaml` have
 * to stand in their places already. What only code can tell, such as whether SQL parses, is not looked at.
 * @public
 */
export function parseDatasetMigration(
  document: unknown,
): ParseDatasetMigrationResult {
  const written = isObject(document) ? withoutDerived(document) : document;
  const shaped = datasetMigrationSchema.safeParse(written);
  const read = readContract(
    isObject(written) && isObject(written.spec)
      ? written.spec.contract
      : undefined,
  );
  if (!shaped.success) {
    return {
      problems: [
        ...renderShapeProblems(
          shaped.error,
          written,
          datasetMigrationSchema,
        ).map(problem => ({ ...problem, path: problem.path || 'the file' })),
        ...(read.problems ?? []),
      ],
    };
  }
  const { metadata, spec } = shaped.data;
  const { owner, contract: _written, ...settings } = spec;
  const ownerRef = parseOwner(owner, metadata.namespace);
  const problems = [
    ...(ownerRef === undefined
      ? [
          {
            path: 'spec.owner',
            value: owner,
            mend: 'is neither a group nor a user; write its reference, such as group:default/finance',
          },
        ]
      : []),
    ...(read.problems ?? checkName(metadata.name, read.contract)),
  ];
  if (problems.length > 0 || read.problems || ownerRef === undefined) {
    return { problems };
  }
  const { text: contractText, contract } = read;
  return {
    wanted: {
      name: metadata.name,
      ownerRef,
      contractText,
      contract,
      settings,
    },
  };
}

/**
 * The text of a contract that stands in a document, as text or written out.
 * @public
 */
export function contractTextOf(written: unknown): string | undefined {
  if (typeof written === 'string') {
    return written;
  }
  return isObject(written) && typeof written.kind === 'string'
    ? stringify(written)
    : undefined;
}

/** What the catalog adds to an entity. */
function withoutDerived(document: Record<PropertyKey, unknown>) {
  const { relations, status, ...written } = document;
  return written;
}

type ReadContract =
  | { text: string; contract: MappingContract; problems?: undefined }
  | { problems: ContractProblem[] };

const HOW =
  'write { $text: ./contract.yaml } with the file beside this one, or the contract itself';

function readContract(written: unknown): ReadContract {
  const path = 'spec.contract';
  const text = contractTextOf(written);
  if (text === undefined) {
    const value = written === undefined ? undefined : JSON.stringify(written);
    return {
      problems: [
        {
          path,
          ...(value !== undefined && { value: value.slice(0, 200) }),
          mend:
            written === undefined
              ? `is missing; ${HOW}`
              : `is no mapping contract; ${HOW}`,
        },
      ],
    };
  }
  if (/^[^\n{]*\.(ya?ml|json)\s*$/.test(text)) {
    const mend = `is the name of a file; write { $text: ./${text.trim()} }`;
    return { problems: [{ path, value: text.trim().slice(0, 200), mend }] };
  }
  const { contract, problems } = parseContract(text);
  return contract
    ? { text, contract }
    : {
        problems: problems.map(problem => ({
          ...problem,
          path: problem.path === '' ? path : `${path}: ${problem.path}`,
        })),
      };
}

function checkName(
  name: string,
  { metadata }: MappingContract,
): ContractProblem[] {
  return name === metadata.name
    ? []
    : [
        {
          path: 'metadata.name',
          value: name,
          mend: `is not the name of its contract, which is ${JSON.stringify(
            metadata.name,
          )}; write the same name in both`,
        },
      ];
}

function parseOwner(
  owner: string,
  namespace: string | undefined,
): string | undefined {
  try {
    const ref = stringifyEntityRef(
      parseEntityRef(owner, {
        defaultKind: 'group',
        ...(namespace !== undefined && { defaultNamespace: namespace }),
      }),
    );
    return /^(group|user):/.test(ref) ? ref : undefined;
  } catch {
    return undefined;
  }
}
