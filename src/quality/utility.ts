import type { Grade } from './grade.ts';

/** What an answer is worth: a wrong figure given with confidence undoes three right ones, asking back costs nothing. */
export const UTILITY: Readonly<Record<Grade, number>> = { right: 1, asked: 0, missed: -0.2, wrong: -3 };

/** What answers are worth together. */
export function utilityOf(grades: readonly Grade[]): number {
  return grades.reduce((sum, grade) => sum + UTILITY[grade], 0);
}
