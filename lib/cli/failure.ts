import { CommanderError } from 'commander';
import { isAppError } from '@/lib/core/errors';

/** How a command that failed ends: a sentence for standard error (none when it was said) and an exit code. */
export interface Failure {
  sentence: string | null;
  exitCode: number;
}

const HELP = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/** 2 for a command that was called wrongly, 1 for one that could not do its work. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommanderError) {
    // Commander has printed what it has to say.
    const isHelp = HELP.has(error.code) && error.exitCode === 0;
    return { sentence: null, exitCode: isHelp ? 0 : 2 };
  }
  return { sentence: sentenceOf(error), exitCode: 1 };
}

function sentenceOf(error: unknown): string {
  if (isAppError(error)) {
    const [field] = error.fields;
    return field ? `--${optionOf(field.path)}: ${field.message}` : error.message;
  }
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n').at(-1) || 'Something went wrong.';
}

/** Commander's name of a field: `graceHours` is `--grace-hours`. */
function optionOf(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
