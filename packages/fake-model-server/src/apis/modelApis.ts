import { anthropicMessages } from './anthropicMessages';
import { geminiGenerateContent } from './geminiGenerateContent';
import type { ModelApi } from './ModelApi';
import { openaiChat } from './openaiChat';
import { openaiResponses } from './openaiResponses';

/** All wire formats. */
export const MODEL_APIS: ModelApi[] = [
  anthropicMessages,
  openaiResponses,
  openaiChat,
  geminiGenerateContent,
];
