import { inertCode } from '../../publishing/inertMarkdown';
import { listCommands } from './listCommands';
import type { CommandDetails } from './CommandDetails';
import { renderExplanation } from './renderExplanation';
import type { EffectFacts } from '../effects/EFFECTS';

/** What became of a command, in a sentence for the history. */
export function describeAnswer({
  command,
  author,
  done,
}: CommandDetails): string {
  const asked = `${author} wrote /skein ${command}`;
  switch (done?.kind) {
    case 'requeue':
      return `${asked}; the change is made anew`;
    case 'stop':
      return `${asked}; agents leave it alone`;
    case 'recall':
      return `${asked}; agents leave it alone, and what one was doing was dropped`;
    case 'refuse':
      return `${asked}; nothing was done: ${done.because}`;
    default:
      return command === 'unknown'
        ? `${author} wrote a command that there is not`
        : `${asked} and was answered`;
  }
}

/** What is written below a pull request in answer to a command. */
export async function renderAnswer(
  facts: EffectFacts,
  details: CommandDetails,
): Promise<string> {
  const { targetUrl, migrationState } = facts;
  const link = `[In Backstage](${targetUrl})`;
  const { done } = details;
  const to = `${inertCode(details.author)}: `;
  switch (done?.kind) {
    case 'requeue':
      return `${to}the change is made anew on what stands on the base branch now, for this pull request.${
        migrationState === 'paused'
          ? ' That waits until the owner of the migration resumes it.'
          : ''
      } ${link}`;
    case 'stop':
    case 'recall':
      return `${to}agents leave this pull request alone from now on${
        done.kind === 'recall' ? '; what one was doing was dropped' : ''
      }. ${inertCode('/skein retry')} undoes that. ${link}`;
    case 'refuse':
      return `${to}nothing was done: ${done.because}. ${link}`;
    default:
  }
  switch (details.command) {
    case 'explain':
      return await renderExplanation(facts);
    case 'unknown':
      return `${to}there is no such command. These are there, for people who may write to this repository:\n\n${listCommands()}`;
    default:
      return `${to}these commands are there, for people who may write to this repository:\n\n${listCommands()}`;
  }
}
