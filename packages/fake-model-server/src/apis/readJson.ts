import type { JsonObject } from './ModelApi';

/** Whether a value is an object with names. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; nothing for what is none. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A string, or nothing. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Every string inside of a value, one after the other. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(textOf).join('\n');
  }
  return isObject(value) ? Object.values(value).map(textOf).join('\n') : '';
}
