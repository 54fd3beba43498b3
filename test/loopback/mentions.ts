import { AllowedMentionsTypes } from 'discord-api-types/v10';
import type { APIAllowedMentions } from 'discord-api-types/v10';
import type { Guild } from './world.ts';

/** Whom a message notifies. */
export interface Pings {
  readonly everyone: boolean;
  readonly roles: readonly string[];
  readonly users: readonly string[];
}

interface Sender {
  readonly guild: Guild | null;
  /** Holds MENTION_EVERYONE: may ping all, and roles not marked as mentionable. */
  readonly mayPingAll: boolean;
  /** Replies to interactions ping users only, unless told otherwise. */
  readonly viaInteraction: boolean;
  /** The author of the message replied to. */
  readonly repliedTo: string | null;
}

/** Whom a text pings (Discord docs, resources/message, "Allowed Mentions Object"). */
export function pingsOf(
  text: string,
  allowed: APIAllowedMentions | null | undefined,
  { guild, mayPingAll, viaInteraction, repliedTo }: Sender,
): Pings {
  const { Everyone, Role, User } = AllowedMentionsTypes;
  const parse = allowed ? (allowed.parse ?? []) : viaInteraction ? [User] : [Everyone, Role, User];
  const may = (kind: AllowedMentionsTypes.Role | AllowedMentionsTypes.User, id: string): boolean =>
    parse.includes(kind) || allowed?.[kind]?.includes(id) === true;

  const users = idsIn(text, /<@!?(\d{17,20})>/g).filter((id) => may(User, id));
  const roles = idsIn(text, /<@&(\d{17,20})>/g).filter(
    (id) => may(Role, id) && (mayPingAll || guild?.roles.get(id)?.mentionable === true),
  );
  const pingsAuthor = repliedTo !== null && (allowed ? allowed.replied_user === true : true);
  return {
    everyone: guild !== null && mayPingAll && parse.includes(Everyone) && /@everyone|@here/.test(text),
    roles,
    users: [...new Set(pingsAuthor ? [...users, repliedTo] : users)],
  };
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap(([, id]) => (id === undefined ? [] : [id])))];
}
