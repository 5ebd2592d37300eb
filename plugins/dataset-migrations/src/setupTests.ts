import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are loaded by import(), which has to be transformed first.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(30_000);

// what one test has written must not come back in the next
afterEach(() => window.localStorage.clear());

/** jsdom has no layout; the tests look at the pages as on a wide screen, unless they say otherwise. */
const SCREEN_WIDTH = 1440;

Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (query: string): Omit<MediaQueryList, 'onchange'> => ({
    matches:
      SCREEN_WIDTH >=
      Number(/min-width:\s*(\d+)px/.exec(query)?.[1] ?? Infinity),
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  }),
});
