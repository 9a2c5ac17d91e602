import { chatErrors } from './errors/chat.ts';
import { modelsErrors } from './errors/models.ts';
import { operationErrors } from './errors/operation.ts';
import { promptsErrors } from './errors/prompts.ts';
import { reviewErrors } from './errors/review.ts';
import { runsErrors } from './errors/runs.ts';
import { schedulesErrors } from './errors/schedules.ts';
import { scorersErrors } from './errors/scorers.ts';
import { wordsErrors } from './errors/words.ts';

/** Every error that people may read, by code; an area a file. */
export const errorTexts = {
  en: {
    ...modelsErrors.en,
    ...promptsErrors.en,
    ...runsErrors.en,
    ...operationErrors.en,
    ...scorersErrors.en,
    ...wordsErrors.en,
    ...chatErrors.en,
    ...reviewErrors.en,
    ...schedulesErrors.en,
  },
  'zh-CN': {
    ...modelsErrors['zh-CN'],
    ...promptsErrors['zh-CN'],
    ...runsErrors['zh-CN'],
    ...operationErrors['zh-CN'],
    ...scorersErrors['zh-CN'],
    ...wordsErrors['zh-CN'],
    ...chatErrors['zh-CN'],
    ...reviewErrors['zh-CN'],
    ...schedulesErrors['zh-CN'],
  },
};
