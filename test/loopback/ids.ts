/** The first second of 2015, from which Discord counts its ids (Discord docs, reference, "Snowflakes"). */
const DISCORD_EPOCH = 1_420_070_400_000;

let issued = 0n;

/** A new id that sorts after every earlier one and carries its time, as discord.js reads dates out of ids. */
export function snowflake(at = Date.now()): string {
  issued += 1n;
  return ((BigInt(at - DISCORD_EPOCH) << 22n) | (issued & 0x3fffffn)).toString();
}

export function isSnowflake(text: string): boolean {
  return /^\d{17,20}$/.test(text);
}
