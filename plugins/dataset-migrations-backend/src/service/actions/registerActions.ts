import type { ActionContext } from './ActionContext';
import { registerApprovalActions } from './registerApprovalActions';
import { registerChangingActions } from './registerChangingActions';
import { registerJobActions } from './registerJobActions';
import { registerReadingActions } from './registerReadingActions';

/**
 * What assistants and templates may do: a choice of what REST can, under the same permissions. Over MCP it is offered only
 * where an admin lists the plugin in `backend.actions.pluginSources`.
 */
export function registerActions(context: ActionContext): void {
  registerReadingActions(context);
  registerChangingActions(context);
  registerApprovalActions(context);
  registerJobActions(context);
}
