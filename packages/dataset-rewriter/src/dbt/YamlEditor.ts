import type { Scalar } from 'yaml';
import type { PlannedField } from '../contract/planMoves';
import { emptyAnalysis, type AnalyzeFileOptions } from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import type { Edit } from '../types';
import { spanOf, textOf } from '../yaml/parseYaml';

/** Edits scalars of one YAML file, and lists those that cannot be edited. */
export class YamlEditor {
  readonly analysis = emptyAnalysis();
  readonly options: AnalyzeFileOptions;

  static create(options: AnalyzeFileOptions): YamlEditor {
    return new YamlEditor(options);
  }

  private constructor(options: AnalyzeFileOptions) {
    this.options = options;
  }

  /** Adds an edit that no scalar stands for. */
  edit(edit: Edit) {
    this.analysis.edits.push(edit);
  }

  /** Puts the new column where the old one is declared or named, or says what to decide. */
  replaceColumn(scalar: Scalar, field: PlannedField) {
    const { text, guide } = this.options;
    const offset = scalar.range?.[0] ?? 0;
    if (field.action === 'judgement') {
      this.analysis.edits.push(
        ...commentAbove({
          text,
          offset,
          sign: '#',
          message: describeDecision(field, guide),
          cause: field.path,
          barriers: [],
        }),
      );
      this.analysis.drafts.push({
        kind: 'judgement',
        start: offset,
        field: field.name,
        message: field.note ?? `Decide what becomes of ${field.name}.`,
      });
    } else if (field.action === 'rename' && field.to !== undefined) {
      this.replace(scalar, field.to, field.path);
    } else {
      this.leave(
        scalar,
        `${field.name} has no single column that stands for it. Change the declaration by hand.`,
        field.name,
      );
    }
  }

  /** Replaces a value. */
  replace(scalar: Scalar | undefined, to: string, cause: string) {
    const span = spanOf(scalar, this.options.text);
    if (!scalar || textOf(scalar) === to) {
      return;
    }
    if (!span) {
      this.leave(
        scalar,
        `Write ${to} here; the way it is written cannot be edited in place.`,
      );
      return;
    }
    this.analysis.known.push(span);
    this.analysis.edits.push({ ...span, text: to, cause });
  }

  /** Notes a name of the old dataset. */
  refer(scalar: Scalar | undefined) {
    const span = rangeOf(scalar);
    if (span) {
      this.analysis.known.push(span);
      this.analysis.references.push(span);
    }
  }

  /** Passes over a scalar that says again what is listed beside it. */
  pass(scalar: Scalar | undefined) {
    const span = rangeOf(scalar);
    if (span) {
      this.analysis.known.push(span);
    }
  }

  /** Lists a scalar. */
  leave(scalar: Scalar | undefined, message: string, field?: string) {
    const span = rangeOf(scalar);
    if (span) {
      this.analysis.known.push(span);
      this.leaveAt(span.start, message, field);
    }
  }

  /** Lists a place. */
  leaveAt(start: number, message: string, field?: string) {
    this.analysis.drafts.push({ kind: 'unproved', start, field, message });
  }
}

/** Where a scalar stands, with its quotes. */
export function rangeOf(scalar: Scalar | undefined) {
  const range = scalar?.range;
  return range ? { start: range[0], end: range[1] } : undefined;
}
