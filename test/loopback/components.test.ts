import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  InteractionType,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customIdOf } from './components.ts';
import type { Member } from './discord.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
let discord: Stage['discord'];
let ann: Member;

beforeAll(async () => {
  stage = await setStage();
  discord = stage.discord;
  ann = discord.member('Ann');
});

afterAll(() => stage.clear());

afterEach(() => {
  expect(discord.unexpected()).toEqual([]);
});

describe('buttons, menus and forms', () => {
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder({ customId: 'next', label: 'Next', style: ButtonStyle.Primary }),
    new ButtonBuilder({ customId: 'edit', label: 'Edit', style: ButtonStyle.Secondary }),
    new ButtonBuilder({ customId: 'off', label: 'Off', style: ButtonStyle.Secondary, disabled: true }),
  );
  const menu = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder({
      customId: 'menu',
      options: [
        { label: 'One', value: '1' },
        { label: 'Two', value: '2' },
      ],
    }),
  );
  const form = new ModalBuilder({
    custom_id: 'form',
    title: 'A form',
    components: [
      {
        type: ComponentType.Label,
        label: 'Figure',
        component: {
          type: ComponentType.TextInput,
          custom_id: 'figure',
          style: TextInputStyle.Short,
          max_length: 10,
        },
      },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.TextInput,
            custom_id: 'old',
            label: 'Old',
            style: TextInputStyle.Short,
            value: 'kept',
          },
        ],
      },
    ],
  });

  beforeEach(() => {
    stage.onInteraction((interaction) => {
      if (interaction.isChatInputCommand())
        return interaction.reply({ content: 'page 1', components: [buttons, menu] });
      if (interaction.isStringSelectMenu()) return interaction.update(`chose ${interaction.values.join()}`);
      if (interaction.isModalSubmit()) {
        const { fields } = interaction;
        return interaction.reply(`${fields.getTextInputValue('figure')} ${fields.getTextInputValue('old')}`);
      }
      if (!interaction.isButton()) return undefined;
      return interaction.customId === 'edit'
        ? interaction.showModal(form)
        : interaction.update(`pressed ${interaction.customId}`);
    });
  });

  it('change the message they stand on', async () => {
    const { message } = await ann.slash('ask', { question: 'x' });
    const pressed = await ann.press(message, customIdOf(message, 'Next'));
    expect(pressed.message).toMatchObject({ id: message.id, content: 'pressed next' });
    const chosen = await ann.choose(message, 'menu', ['2']);
    expect(chosen.message.content).toBe('chose 2');
  });

  it('open a form and bring back what was filled in', async () => {
    const { message } = await ann.slash('ask', { question: 'x' });
    const opened = await ann.press(message, 'edit');
    expect(opened.modal.title).toBe('A form');
    await expect(ann.submitModal(opened, { figure: 'x'.repeat(11) })).rejects.toThrow(
      'takes 0 to 10 characters',
    );
    await expect(ann.submitModal(opened, { figures: '1' })).rejects.toThrow('no field "figures"');
    const sent = await ann.submitModal(opened, { figure: '42' });
    expect(sent.message.content).toBe('42 kept');
  });

  it('can be forged, but only on purpose', async () => {
    const { message } = await ann.slash('ask', { question: 'x' });
    await expect(ann.press(message, 'delete:all')).rejects.toThrow('it has: next, edit, off, menu');
    await expect(ann.press(message, 'off')).rejects.toThrow('is disabled');
    await expect(ann.choose(message, 'menu', ['3'])).rejects.toThrow('no option "3"');
    const forged = await ann.press(message, 'delete:all', { hostile: true });
    expect(forged.message.content).toBe('pressed delete:all');
  });

  it('of someone else’s ephemeral message are out of reach', async () => {
    stage.onInteraction(
      (interaction) =>
        interaction.isRepliable() &&
        interaction.reply({ content: 'private', components: [buttons], flags: MessageFlags.Ephemeral }),
    );
    const { message } = await ann.slash('ask', { question: 'x' });
    await expect(discord.member('Mo').press(message, 'next')).rejects.toThrow('visible to someone else only');
  });

  it('may put off the change, and say more', async () => {
    const { message } = await ann.slash('ask', { question: 'x' });
    stage.onInteraction(async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply('changed later');
      await interaction.followUp({ content: 'for you', flags: MessageFlags.Ephemeral });
    });
    const seen = await ann.press(message, 'next');
    expect(seen.deferred).toBe(true);
    await seen.until(({ followUps }) => followUps.length === 1);
    expect(seen.message).toMatchObject({ id: message.id, content: 'changed later' });
    expect(seen.followUps[0]?.visibleTo).toBe(ann.id);
  });

  it('survive data of any shape', async () => {
    const shapes: unknown[] = [];
    stage.onInteraction((interaction) => {
      if (!interaction.isModalSubmit()) return undefined;
      shapes.push(interaction.customId);
      return interaction.reply('x');
    });
    await discord
      .member('Ann')
      .forge(InteractionType.ModalSubmit, { custom_id: '__proto__', components: [] });
    expect(shapes).toEqual(['__proto__']);
  });

  it('include the commands on a message, which show its content', async () => {
    stage.onInteraction(
      (interaction) =>
        interaction.isMessageContextMenuCommand() && interaction.reply(interaction.targetMessage.content),
    );
    const message = await discord.member('Mo').say('revenue was 5');
    const seen = await ann.messageCommand('Find the figures', message);
    expect(seen.message.content).toBe('revenue was 5');
  });
});
