/** The wire formats of models that the gateway understands; what it does not understand it cannot meter. */
export type WireFormat = 'anthropic' | 'responses' | 'chat' | 'gemini';

/** A JSON object of which nothing is known. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is an object with names. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; nothing for what is none. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
