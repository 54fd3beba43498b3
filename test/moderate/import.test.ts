import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { printFacts } from '../../src/facts/delta.ts';
import { download, mayFetch } from '../../src/moderate/download.ts';
import { decoded, ImportError, parseImport } from '../../src/moderate/import.ts';
import { dismissal, groupMisses } from '../../src/moderate/misses.ts';
import { sampleFile } from '../facts/sample.ts';

const API = 'http://127.0.0.1:4000/api';

describe('where a file may be fetched from', () => {
  it.each([
    ['https://cdn.discordapp.com/attachments/1/2/f.json?ex=1', true],
    ['https://media.discordapp.net/attachments/1/2/f.json', true],
    ['http://cdn.discordapp.com/f.json', false],
    ['https://cdn.discordapp.com:8443/f.json', false],
    ['https://cdn.discordapp.com.evil.example/f.json', false],
    ['https://evil.example/cdn.discordapp.com', false],
    ['https://user@cdn.discordapp.com/f.json', false],
    ['file:///etc/passwd', false],
    ['http://127.0.0.1:4000/f.json', true],
    ['http://127.0.0.1:4001/f.json', false],
    ['no address', false],
  ])('%s: %s', (address, allowed) => {
    expect(mayFetch(address, API)).toBe(allowed);
  });

  it('not loopback, where Discord is not there', () => {
    expect(mayFetch('http://127.0.0.1:4000/f.json', undefined)).toBe(false);
    expect(mayFetch('https://proxy.example/f.json', 'https://proxy.example/api')).toBe(false);
  });
});

describe('fetching', () => {
  async function served(handle: Parameters<typeof createServer>[1]): Promise<string> {
    const server = createServer(handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  }

  it('stops an endless stream at the limit', async () => {
    let sent = 0;
    const origin = await served((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const file = { name: 'f', url: `${origin}/f`, size: 1 };
    await expect(download(file, origin, 100_000)).rejects.toMatchObject({ why: 'too-large' });
    expect(sent).toBeLessThan(20_000_000);
  });

  it('follows no redirect, and says when a file is gone', async () => {
    const origin = await served((request, response) => {
      response.writeHead(request.url === '/gone' ? 404 : 302, { location: 'http://127.0.0.1:9/x' }).end();
    });
    const fetched = (path: string): Promise<Uint8Array> =>
      download({ name: 'f', url: `${origin}/${path}`, size: 1 }, origin);
    await expect(fetched('moved')).rejects.toMatchObject({ why: 'unreachable' });
    await expect(fetched('gone')).rejects.toMatchObject({ why: 'unreachable', detail: '404' });
  });
});

describe('an imported file', () => {
  it('is read as it would be from the disk, with or without a byte order mark', () => {
    const text = printFacts(sampleFile());
    expect(parseImport(decoded(Buffer.from(`\uFEFF${text}`)))).toEqual(sampleFile());
  });

  it('is counted before anything is built from it', () => {
    expect(() => parseImport('['.repeat(1_000_000))).toThrow(ImportError);
    expect(() => parseImport(`[${'{},'.repeat(200_000)}1]`)).toThrow(ImportError);
    // Brackets inside texts are none.
    expect(() => parseImport(JSON.stringify({ x: '['.repeat(1000) }))).not.toThrow(ImportError);
  });
});

describe('questions that found nothing', () => {
  const line = (question: string, at: string, kind = 'not-found'): string =>
    JSON.stringify({ at: `2026-01-${at}T00:00:00.000Z`, kind, language: 'en', question });

  it('are grouped by likeness, counted, newest first', () => {
    const groups = groupMisses(
      [
        line('how many bicycles were donated', '01'),
        line('total number of lighthouses', '02'),
        line('How many bicycles were donated?', '03', 'not-meant'),
        'no json',
        '{"at":1}',
      ].join('\n'),
    );
    expect(groups).toMatchObject([
      { question: 'How many bicycles were donated?', notFound: 1, notMeant: 1 },
      { question: 'total number of lighthouses', notFound: 1, notMeant: 0 },
    ]);
  });

  it('are told apart by their digits', () => {
    expect(
      groupMisses([line('revenue in 2018', '01'), line('revenue in 2017', '02')].join('\n')),
    ).toHaveLength(2);
  });

  it('come back only where they were asked again after they were dealt with', () => {
    const dealt = dismissal('how many bicycles', 'en', new Date('2026-01-02T00:00:00Z')).trim();
    expect(groupMisses([line('how many bicycles', '01'), dealt].join('\n'))).toEqual([]);
    expect(
      groupMisses([line('how many bicycles', '01'), dealt, line('how many bicycles', '03')].join('\n')),
    ).toMatchObject([{ notFound: 1 }]);
  });
});
