import { RESTJSONErrorCodes } from 'discord-api-types/v10';

/** One thing wrong with a request body, and where. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

type Leaf = Pick<Problem, 'code' | 'message'>[];

interface Branch {
  [key: string]: Branch | Leaf;
}

/** An error answer of Discord's REST interface (Discord docs, topics/opcodes-and-status-codes). */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly problems: readonly Problem[];

  constructor(status: number, code: number, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.problems = problems;
  }

  body(): object {
    const plain = { message: this.message, code: this.code };
    return this.problems.length === 0 ? plain : { ...plain, errors: tree(this.problems) };
  }
}

/** Discord nests problems by path: { embeds: { 0: { title: { _errors: [...] } } } }. */
function tree(problems: readonly Problem[]): Branch {
  const root: Branch = {};
  for (const { path, code, message } of problems) {
    let branch = root;
    for (const step of path) {
      const key = String(step);
      const next = branch[key];
      const deeper = next === undefined || Array.isArray(next) ? {} : next;
      branch[key] = deeper;
      branch = deeper;
    }
    const already = branch['_errors'];
    branch['_errors'] = [...(Array.isArray(already) ? already : []), { code, message }];
  }
  return root;
}

export function invalidForm(problems: readonly Problem[]): Refusal {
  return new Refusal(400, RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'Invalid Form Body', problems);
}

const fixed = (status: number, code: number, message: string) => (): Refusal =>
  new Refusal(status, code, message);

export const refusals = {
  unauthorized: fixed(401, 0, '401: Unauthorized'),
  noSuchRoute: fixed(404, 0, '404: Not Found'),
  invalidJson: fixed(
    400,
    RESTJSONErrorCodes.RequestBodyContainsInvalidJSON,
    'The request body contains invalid JSON.',
  ),
  tooLarge: fixed(413, RESTJSONErrorCodes.RequestEntityTooLarge, 'Request entity too large'),
  unknownChannel: fixed(404, RESTJSONErrorCodes.UnknownChannel, 'Unknown Channel'),
  unknownGuild: fixed(404, RESTJSONErrorCodes.UnknownGuild, 'Unknown Guild'),
  unknownMember: fixed(404, RESTJSONErrorCodes.UnknownMember, 'Unknown Member'),
  unknownMessage: fixed(404, RESTJSONErrorCodes.UnknownMessage, 'Unknown Message'),
  unknownUser: fixed(404, RESTJSONErrorCodes.UnknownUser, 'Unknown User'),
  unknownCommand: fixed(404, RESTJSONErrorCodes.UnknownApplicationCommand, 'Unknown application command'),
  unknownWebhook: fixed(404, RESTJSONErrorCodes.UnknownWebhook, 'Unknown Webhook'),
  unknownInteraction: fixed(404, RESTJSONErrorCodes.UnknownInteraction, 'Unknown interaction'),
  alreadyAnswered: fixed(
    400,
    RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
    'Interaction has already been acknowledged.',
  ),
  deadToken: fixed(401, RESTJSONErrorCodes.InvalidWebhookToken, 'Invalid Webhook Token'),
  tooManyFollowUps: fixed(
    400,
    RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages,
    'Maximum number of follow-up messages for this interaction reached',
  ),
  tooManyCommands: fixed(
    400,
    RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached,
    'Maximum number of application commands reached',
  ),
  tooManyAttachments: fixed(
    400,
    RESTJSONErrorCodes.MaximumNumberOfAttachmentsInAMessageReached,
    'Maximum number of attachments in a message reached (10)',
  ),
  missingAccess: fixed(403, RESTJSONErrorCodes.MissingAccess, 'Missing Access'),
  missingPermissions: fixed(403, RESTJSONErrorCodes.MissingPermissions, 'Missing Permissions'),
  notTheAuthor: fixed(
    403,
    RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser,
    'Cannot edit a message authored by another user',
  ),
  emptyMessage: fixed(400, RESTJSONErrorCodes.CannotSendAnEmptyMessage, 'Cannot send an empty message'),
  closedToMessages: fixed(
    403,
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
    'Cannot send messages to this user',
  ),
  noHistoryToReply: fixed(
    400,
    RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
    'Cannot reply without permission to read message history',
  ),
};
