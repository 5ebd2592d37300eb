/**
 * A refusal in GitHub's shape.
 * @internal
 */
export class GithubError extends Error {
  readonly status: number;
  readonly errors?: unknown[];

  constructor(status: number, message: string, errors?: unknown[]) {
    super(message);
    this.name = 'GithubError';
    this.status = status;
    this.errors = errors;
  }

  static notFound() {
    return new GithubError(404, 'Not Found');
  }

  /** 422 for one field, as GitHub words it. */
  static invalid(resource: string, field: string, code = 'invalid') {
    return new GithubError(422, 'Validation Failed', [
      { resource, field, code },
    ]);
  }

  /** 422 for a rule that no single field breaks. */
  static validation(resource: string, message: string) {
    return new GithubError(422, 'Validation Failed', [
      { resource, code: 'custom', message },
    ]);
  }

  toJSON() {
    return {
      message: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}
