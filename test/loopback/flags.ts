/**
 * A bit field of some enum. Its type names single bits only, yet none of them and several of them are as good;
 * TypeScript cannot say that, hence the cast.
 */
export function flagsOf<Flags extends number>(
  _of: Readonly<Record<string, Flags | string>>,
  bits: number,
): Flags {
  return bits as Flags;
}
