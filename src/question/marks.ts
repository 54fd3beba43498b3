// Which numbers were met already, over and over again: cheaper than a new set each time.

/** Marks for the numbers of one thing at a time. */
export interface Marks {
  /** Begins with the next thing: nothing was met yet. */
  start(): void;
  /** Whether the number is met for the first time. */
  isNew(number: number): boolean;
}

export function createMarks(): Marks {
  let marks = new Uint32Array(1024);
  let mark = 0;
  return {
    start() {
      mark++;
      if (mark < 2 ** 32) return;
      marks.fill(0);
      mark = 1;
    },
    isNew(number) {
      if (number >= marks.length) {
        const more = new Uint32Array(2 * number);
        more.set(marks);
        marks = more;
      }
      if (marks[number] === mark) return false;
      marks[number] = mark;
      return true;
    },
  };
}
