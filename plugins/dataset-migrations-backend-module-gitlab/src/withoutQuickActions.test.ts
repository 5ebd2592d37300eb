import { withoutQuickActions } from './withoutQuickActions';

describe('withoutQuickActions', () => {
  it.each([
    ['/merge', '\\/merge'],
    ['Words\n/approve\n  /close now', 'Words\n\\/approve\n  \\/close now'],
    ['Words\r\n/approve', 'Words\r\n\\/approve'],
    ['> /assign @all', '> \\/assign @all'],
    ['Say `/skein stop`, or and/or', 'Say `/skein stop`, or and/or'],
    ['<!-- skein:a:b:1 -->', '<!-- skein:a:b:1 -->'],
    ['// a comment', '// a comment'],
  ])('makes of %j %j', (text, inert) => {
    expect(withoutQuickActions(text)).toBe(inert);
    expect(withoutQuickActions(inert)).toBe(inert);
  });
});
