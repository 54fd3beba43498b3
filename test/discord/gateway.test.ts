import { afterEach, describe, expect, it } from 'vitest';
import { exitCodeFor, FATAL_CLOSES } from '../../src/discord/closing.ts';
import { LoginError } from '../../src/discord/run.ts';
import { textOf } from '../loopback/components.ts';
import { eventually } from '../loopback/real-client.ts';
import { expectClean, setStage, type Stage } from './stage.ts';

// Test 25: every way the connection can end.

let stage: Stage | null = null;

async function staged(options: Parameters<typeof setStage>[0] = {}): Promise<Stage> {
  stage = await setStage(options);
  return stage;
}

afterEach(async () => {
  if (stage === null) return;
  expectClean(stage);
  await stage.clear();
  stage = null;
});

async function stillAnswers({ discord }: Stage): Promise<void> {
  await eventually(() => discord.gateway.connections === 1, 8000);
  await discord.member('Ann').say('4G coverage?', { mention: true });
  expect(textOf(await discord.nextMessage('general', { timeout: 8000 }))).toContain('98%');
}

describe('a connection that ends', () => {
  it.each([4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])('with %i is taken up again', async (code) => {
    const here = await staged();
    here.discord.gateway.close(code);
    await eventually(() => here.discord.gateway.resumes + here.discord.gateway.identifies.length === 2, 8000);
    await stillAnswers(here);
    expect(here.discord.gateway.identifies.length).toBeLessThanOrEqual(2);
  });

  it('by a cut, by op 7 or by op 9 that may resume is resumed without identifying', async () => {
    const here = await staged();
    const { gateway } = here.discord;
    gateway.drop();
    await eventually(() => gateway.resumes === 1);
    gateway.reconnect();
    await eventually(() => gateway.resumes === 2);
    gateway.invalidate(true);
    await eventually(() => gateway.resumes === 3, 8000);
    await stillAnswers(here);
    expect(gateway.identifies).toHaveLength(1);
    expect(here.parts.counts.all.get('resumed')).toBe(3);
  });

  it('by op 9 that may not resume identifies anew', async () => {
    const here = await staged();
    here.discord.gateway.invalidate(false);
    await eventually(() => here.discord.gateway.identifies.length === 2, 8000);
    await stillAnswers(here);
  });

  it('by a heartbeat that is not answered is noticed and resumed', async () => {
    const here = await staged({ heartbeatInterval: 150 });
    here.discord.gateway.ignoreHeartbeats();
    await eventually(() => here.discord.gateway.resumes === 1, 5000);
    here.discord.gateway.ignoreHeartbeats(false);
    await stillAnswers(here);
  });

  it.each(FATAL_CLOSES)('with %i is final, with an exit code of its own', async (code) => {
    const here = await staged();
    here.discord.gateway.close(code);
    expect(await here.running.over).toEqual({ code: exitCodeFor(code), close: code });
    expect(here.discord.gateway.identifies).toHaveLength(1);
  });
});

describe('a login that Discord refuses', () => {
  it('for the intent that answer channels need says 4014', async () => {
    const refused = await setStage({ answerChannels: ['answers'], messageContentIntent: false }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(LoginError);
    expect(refused).toMatchObject({ close: 4014, code: 54 });
  });
});

describe('what is asked of Discord', () => {
  it('is no privileged intent, unless there are answer channels', async () => {
    const here = await staged();
    const messageContent = 1 << 15;
    expect((here.discord.gateway.identifies[0]?.intents ?? 0) & messageContent).toBe(0);
    const other = await setStage({ answerChannels: ['answers'] });
    expect((other.discord.gateway.identifies[0]?.intents ?? 0) & messageContent).toBe(messageContent);
    await other.clear();
  });
});
