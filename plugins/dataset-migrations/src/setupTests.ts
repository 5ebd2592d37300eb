import '@testing-library/jest-dom';

/** jsdom has no layout; the tests look at the pages as on a wide screen, unless they say otherwise. */
const SCREEN_WIDTH = 1440;

Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (
    query: string,
  ): Pick<
    MediaQueryList,
    'matches' | 'media' | 'addEventListener' | 'removeEventListener'
  > => ({
    matches:
      SCREEN_WIDTH >= Number(/min-width:\s*(\d+)px/.exec(query)?.[1] ?? 0),
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
  }),
});
