import type { Gateway } from './gateway.ts';
import { apiGuild } from './guilds.ts';
import { refusals } from './refusal.ts';
import type { Call, Route } from './rest.ts';
import type { Guild, World } from './world.ts';

/** What a bot reads about itself, its guilds and people. */
export function guildRoutes(world: World, gateway: Gateway, gatewayUrl: string): Route[] {
  const application = { id: world.bot.user.id, name: world.bot.user.username, bot: world.bot.user, flags: 0 };

  function guildIn(call: Call): Guild {
    const guild = world.guilds.get(call.part('guild'));
    if (!guild?.botInside) throw refusals.unknownGuild();
    return guild;
  }

  return [
    {
      method: 'GET',
      path: '/gateway/bot',
      handle: () => ({
        url: gatewayUrl,
        shards: 1,
        session_start_limit: {
          total: 1000,
          remaining: 1000 - gateway.identifies.length,
          reset_after: 86_400_000,
          max_concurrency: 1,
        },
      }),
    },
    { method: 'GET', path: '/gateway', open: true, handle: () => ({ url: gatewayUrl }) },
    { method: 'GET', path: '/users/@me', handle: () => world.bot.user },
    {
      method: 'GET',
      path: '/users/:user',
      handle(call) {
        const person = world.people.get(call.part('user'));
        if (!person) throw refusals.unknownUser();
        return person.user;
      },
    },
    { method: 'GET', path: '/applications/@me', handle: () => application },
    { method: 'GET', path: '/oauth2/applications/@me', handle: () => application },
    { method: 'GET', path: '/guilds/:guild', handle: (call) => apiGuild(guildIn(call)) },
    {
      method: 'GET',
      path: '/guilds/:guild/channels',
      handle: (call) => [...guildIn(call).channels.values()],
    },
    { method: 'GET', path: '/guilds/:guild/roles', handle: (call) => [...guildIn(call).roles.values()] },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      handle(call) {
        const member = guildIn(call).members.get(call.part('user'));
        if (!member) throw refusals.unknownMember();
        return member;
      },
    },
  ];
}
