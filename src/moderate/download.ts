import { ImportError } from './import.ts';

// Fetches an attachment. Its address comes from the interaction's own data, and still only Discord's hosts are asked.

/** Discord docs, reference, "CDN"; media serves the same files. */
const HOSTS: readonly string[] = ['cdn.discordapp.com', 'media.discordapp.net'];
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])$/u;
const TIMEOUT = 10_000;

/** From files that come from Discord, in bytes. */
const MAX_BYTES = 1024 * 1024;

export interface Attached {
  readonly name: string;
  readonly url: string;
  /** As the sender's client declared it. */
  readonly size: number;
}

/** Whether files may be fetched from an address. `api` is DISCORD_API: where that is on loopback, so are the files. */
export function mayFetch(address: string, api: string | undefined): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:' && url.port === '' && HOSTS.includes(url.hostname)) return true;
  if (api === undefined) return false;
  const own = new URL(api);
  return LOOPBACK.test(own.hostname) && url.origin === own.origin;
}

/**
 * Fetches an attachment's bytes, so many at most, whatever size it claims.
 *
 * @throws ImportError
 */
export async function download(
  { url, size }: Attached,
  api: string | undefined,
  limit = MAX_BYTES,
): Promise<Uint8Array> {
  if (!mayFetch(url, api)) throw new ImportError('host');
  if (size > limit) throw new ImportError('too-large');
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok || response.body === null) throw new ImportError('unreachable', String(response.status));
    if (Number(response.headers.get('content-length') ?? '0') > limit) {
      await response.body.cancel();
      throw new ImportError('too-large');
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    // Leaving the loop early closes the connection. What is counted is what came, decompressed.
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > limit) throw new ImportError('too-large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError('unreachable', error instanceof Error ? error.name : '');
  }
}
