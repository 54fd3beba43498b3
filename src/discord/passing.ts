import { DiscordAPIError, HTTPError } from 'discord.js';

/** Whether an error is a fault of the moment, the server's or the line's, so that another try may help. */
export function isPassing(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return false;
  if (error instanceof HTTPError) return error.status >= 500;
  if (!(error instanceof Error)) return false;
  // A time that ran out, or a connection that broke: errors of Node and of undici, perhaps wrapped once.
  return error.name === 'AbortError' || isOfTheLine(error) || isOfTheLine(error.cause);
}

function isOfTheLine(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return /^(?:E[A-Z]+|EAI_AGAIN|UND_ERR_\w+)$/u.test(String(error.code));
}
