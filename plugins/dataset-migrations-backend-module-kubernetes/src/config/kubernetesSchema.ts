import { z } from 'zod';

const label = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'has to be lower case letters, digits and dashes, 63 characters at most',
  );

const objectName = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
    'has to be the name of an object of Kubernetes: lower case letters, digits, dashes and dots',
  );

const absolutePath = z
  .string()
  .regex(/^\/./, 'has to be an absolute path')
  .regex(/[^/]$/, 'may not end with a slash');

const wholeNumber = (least: number, most: number, usual: number) =>
  z.number().int().min(least).max(most).default(usual);

const toleration = z.strictObject({
  key: z.string().optional(),
  operator: z.enum(['Exists', 'Equal']).optional(),
  value: z.string().optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
});

/** What `datasetMigrations.kubernetes` may hold; `config.d.ts` says what each means. */
export const kubernetesSchema = z.strictObject({
  namespace: label,
  image: z.string().min(1),
  instance: label.default('skein'),
  kubeconfig: absolutePath.optional(),
  context: z.string().min(1).optional(),
  imagePaths: z.array(absolutePath).default([]),
  imagePullPolicy: z
    .enum(['Always', 'IfNotPresent', 'Never'])
    .default('IfNotPresent'),
  imagePullSecrets: z.array(objectName).default([]),
  networkPolicy: objectName.default('skein-sandbox'),
  networkProbe: z
    .string()
    .regex(
      /^[^\s:]+:\d{1,5}$/,
      'has to be a host and a port, such as 10.96.0.1:443',
    )
    .optional(),
  runtimeClassName: objectName.optional(),
  userNamespaces: z.boolean().default(false),
  userId: wholeNumber(1, 2_000_000_000, 1000),
  queueName: objectName.optional(),
  priorityClassName: objectName.optional(),
  nodeSelector: z.record(z.string(), z.string()).default({}),
  tolerations: z.array(toleration).default([]),
  cpuRequestMillis: wholeNumber(10, 64_000, 500),
  cpuLimitMillis: wholeNumber(10, 64_000, 2000),
  startSeconds: wholeNumber(10, 7200, 600),
  keepSeconds: wholeNumber(0, 86_400, 300),
  maxSentMegabytes: wholeNumber(1, 10_240, 512),
});

/** What an admin has said of the cluster. */
export type KubernetesConfig = z.output<typeof kubernetesSchema>;
