/** Chinese cut into characters and pairs, everything else into words: what search libraries need for Chinese. */
export function grams(text: string): string[] {
  return (text.match(/\p{Script=Han}+|[a-z0-9.]+/gu) ?? []).flatMap((run) => {
    if (!/\p{Script=Han}/u.test(run)) return [run];
    const characters = [...run];
    return [
      ...characters,
      ...characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`),
    ];
  });
}
