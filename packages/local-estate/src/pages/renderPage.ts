import { markup, Markup } from './markup';

const STYLE = new Markup(`
  :root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #1a7f37; --bad: #cf222e; --note: #8250df; }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 0 1.5rem 4rem; }
  header { border-bottom: 1px solid var(--line); padding: .8rem 0; margin-bottom: 1.5rem; font-weight: 600; }
  h1 { font-size: 1.5rem; margin: .5rem 0; }
  h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
  a { color: #0969da; text-decoration: none; }
  a:hover { text-decoration: underline; }
  pre { background: var(--soft); padding: .8rem 1rem; border-radius: 6px; overflow-x: auto; font: 13px/1.45 ui-monospace, monospace; }
  .body { padding: .2rem 1rem; border: 1px solid var(--line); border-radius: 6px; }
  .body h3 { margin: 1rem 0 .3rem; }
  .body table { width: auto; }
  .body td, .body th { padding-right: 1.5rem; }
  table { border-collapse: collapse; width: 100%; }
  td, th { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
  form { display: inline-flex; gap: .5rem; align-items: center; margin: 0 .5rem .5rem 0; }
  button, select { font: inherit; padding: .25rem .8rem; border-radius: 6px; border: 1px solid var(--line); }
  button { cursor: pointer; }
  button.main { background: var(--good); color: white; border-color: transparent; }
  .state { color: white; border-radius: 1rem; padding: .1rem .7rem; font-size: .85rem; background: var(--good); }
  .closed { background: var(--bad); } .merged { background: var(--note); }
  .soft { opacity: .7; }
  .label { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; }
  .plus { color: var(--good); } .minus { color: var(--bad); } .hunk { color: var(--note); }
`);

/**
 * The frame of every page for people.
 * @internal
 */
export function renderPage(options: {
  title: string;
  crumbs: { text: string; path: string }[];
  content: Markup;
}): string {
  const { title, crumbs, content } = options;
  const trail = [{ text: 'Local estate', path: '/' }, ...crumbs];
  return markup`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          ${trail.map(
            (crumb, index) =>
              markup`${index > 0 ? ' / ' : ''}<a href="${crumb.path}"
                  >${crumb.text}</a
                >`,
          )}
        </header>
        <main>${content}</main>
      </body>
    </html> `.toString();
}
