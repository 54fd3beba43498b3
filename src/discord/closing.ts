import type { WordKey } from '../words/catalogue.ts';

/**
 * The gateway's close codes after which connecting again is no use (Discord docs, topics/opcodes-and-status-codes,
 * "Gateway Close Event Codes"), and what the process exits with, so that a supervisor need not try again either.
 */
export const FATAL_CLOSES = [4004, 4010, 4011, 4012, 4013, 4014] as const;
export type FatalClose = (typeof FATAL_CLOSES)[number];

export const EXIT = {
  fine: 0,
  /** Configuration or facts. */
  configuration: 1,
  /** Another process runs on the same facts. */
  inUse: 73,
  /** Something no one foresaw. */
  fault: 70,
  /** Discord cannot be reached; another try later may help. */
  unreachable: 75,
} as const;

export function isFatalClose(code: number): code is FatalClose {
  return FATAL_CLOSES.some((fatal) => fatal === code);
}

/** 44 for 4004, 54 for 4014. */
export function exitCodeFor(close: FatalClose): number {
  return close - 3960;
}

export function wordsFor(close: FatalClose): WordKey {
  return `operator.closed.${close}`;
}
