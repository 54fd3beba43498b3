import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { loadBot } from '../../src/bot.ts';
import { runConsole } from '../../src/console/console.ts';
import { completeLine, readLine } from '../../src/console/line.ts';
import type { Language } from '../../src/text/language.ts';

const bot = await loadBot({
  factsFile: 'data/facts.json',
  lexiconFile: 'data/lexicon.json',
  examplesFolder: 'none',
});

/** What the console prints for lines that are piped in. */
async function piped(lines: readonly string[], language: Language = 'en'): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough();
  input.end(`${lines.join('\n')}\n`);
  await runConsole(() => bot, COMMANDS, { input, output, interactive: false, colours: false, language });
  return String(output.read() ?? '');
}

describe('the console with piped input', () => {
  it('answers each line, questions and commands alike, and ends', async () => {
    const text = await piped(['4G coverage?', '/metric fund-total', '', '/figure 98%']);
    expect(text).toContain('98% — 4G network coverage of administrative villages');
    expect(text).toContain('16億元 — Cumulative contribution');
    expect(text).toContain('98% in the report is:');
  });

  it('answers in the language of the question', async () => {
    expect(await piped(['黨支部有多少個？'])).toContain('出處：');
    expect(await piped(['党支部有多少个？'])).toContain('出处：');
  });

  it('knows every slash command that Discord has, by any of its names', async () => {
    const text = await piped([
      '/about',
      '/help',
      '/提問 4G coverage',
      '/section education',
      '/source fund-total',
    ]);
    expect(text).toContain('59 figures in 16 parts');
    expect(text).toContain('/compare — Set two figures side by side');
    expect(text).toContain('98%');
    expect(text).toContain('The report gives 7 figures in this section');
    expect(text).toContain('強化資金保障。2019年無償捐贈');
  });

  it('says what is missing or unknown', async () => {
    expect(await piped(['/nothing'])).toContain('I do not know this command');
    expect(await piped(['/ask'])).toContain('/ask needs question.');
    expect(await piped(['/section no such thing'])).toMatch(
      /The report has no part called “no such thing”\. Choose one of its parts:\n• .+ \(\d+\)\n/u,
    );
  });
});

describe('a command line', () => {
  it('takes options by name in any order, or plain words for what is required', () => {
    const options = (line: string): unknown => {
      const read = readLine(line, COMMANDS, 'en');
      return read.kind === 'call' ? Object.fromEntries(read.call.options) : read.words;
    };
    expect(options('/compare second:fund-total first:fund-2019')).toEqual({
      first: 'fund-2019',
      second: 'fund-total',
    });
    expect(options('/compare 4G coverage and broadband')).toEqual({
      first: '4G coverage',
      second: 'broadband',
    });
    expect(options('/Compare 捐款 基金')).toEqual({ first: '捐款', second: '基金' });
    expect(options('/metric name:poor students section:education')).toEqual({
      name: 'poor students',
      section: 'education',
    });
    expect(options('/ask what is 16:9? private:true')).toEqual({ question: 'what is 16:9?', private: true });
    expect(options('/compare first:x')).toBe('/compare needs second. Type: /compare first:… second:…');
  });
});

describe('Tab', () => {
  it('completes commands, options and the command’s own suggestions', () => {
    const complete = (line: string): [string[], string] => completeLine(line, COMMANDS, 'en', bot);
    expect(complete('/me')).toEqual([['/metric '], '/me']);
    expect(complete('/')[0]).toHaveLength(9);
    expect(complete('/metric se')).toEqual([['section:'], 'se']);
    const [facts, typed] = complete('/metric name:funds donated in tot');
    expect(facts).toContain('donation-total');
    expect(typed).toBe('funds donated in tot');
    expect(complete('/section name:educ')[0]).toEqual(['china-mobile-2019/education']);
    expect(complete('how many')).toEqual([[], 'how many']);
  });
});
