import { PERSONAS, type Persona } from './personas';

const STORAGE_KEY = 'skein.persona';

/** Whom the visitor chose before, so that a reload stays signed in. */
export function findChosenPersona(): Persona | undefined {
  const userEntityRef = window.localStorage.getItem(STORAGE_KEY);
  return PERSONAS.find(persona => persona.userEntityRef === userEntityRef);
}

export function rememberPersona(persona: Persona): void {
  window.localStorage.setItem(STORAGE_KEY, persona.userEntityRef);
}

export function forgetPersona(): void {
  window.localStorage.removeItem(STORAGE_KEY);
}
