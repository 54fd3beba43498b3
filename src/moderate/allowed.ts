// Who may change the facts. Everything is read from the interaction's own data, anew at every step: a form may be
// open while its owner loses the role, and Discord's own command permissions can be overridden by a server's staff.

/** Someone who asks to change the facts, as the interaction itself tells. */
export interface Asker {
  readonly memberId: string;
  /** Null in direct messages. */
  readonly guildId: string | null;
  readonly managesGuild: boolean;
  readonly roleIds: readonly string[];
}

/** What the operator has settled. */
export interface Policy {
  readonly homeGuildId: string | undefined;
  readonly moderatorRoleIds: readonly string[];
}

export type Refused = 'direct' | 'no-home' | 'elsewhere' | 'member';

/**
 * Why someone may not change the facts; null where they may. `guildIds` are the servers the bot itself is in: someone
 * who installed it for themselves may rule a server of their own, which gives them no say here.
 */
export function refusal(asker: Asker, policy: Policy, guildIds: readonly string[]): Refused | null {
  const { guildId } = asker;
  if (guildId === null) return 'direct';
  const home = policy.homeGuildId ?? (guildIds.length === 1 ? guildIds[0] : undefined);
  if (home === undefined) return 'no-home';
  if (guildId !== home || !guildIds.includes(guildId)) return 'elsewhere';
  const byRole = asker.roleIds.some((id) => policy.moderatorRoleIds.includes(id));
  return asker.managesGuild || byRole ? null : 'member';
}
